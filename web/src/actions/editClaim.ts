/** Changes how a claim is kept; where it states something else, a new claim takes its place. */
import type { Change, Claim } from '../api/model'
import { changedFields } from '../kernels/changedFields'
import { dealOf } from '../kernels/claims'
import { addClaim, type ClaimFields, statementOf } from './addClaim'

export function editClaim(
  claim: Claim,
  values: ClaimFields,
  writer: string,
  today: string,
): Change[] {
  if (statesOtherwise(claim, values))
    return [{ verb: 'retract_claim', id: claim.id, on: today }, ...addClaim(values, writer)]
  const set = changedFields(claim, {
    expires_on: values.expiresOn,
    review_on: values.reviewOn,
    tier: values.tier,
    readers: values.tier === 'T3' ? values.readers : [],
  })
  return Object.keys(set).length === 0 ? [] : [{ verb: 'edit_claim', id: claim.id, set }]
}

/** Does the form say more than how the claim is kept? A claim is never overwritten. */
export function statesOtherwise(claim: Claim, values: ClaimFields): boolean {
  const stated = {
    statement: statementOf(values),
    deal: values.deal,
    contradicts: values.contradicts,
    source: values.source,
    source_kind: values.sourceKind,
    grade: values.grade,
    observed_on: values.observedOn,
    purpose: values.purpose,
    basis: values.basis,
  }
  return Object.keys(changedFields({ ...claim, deal: dealOf(claim) }, stated)).length > 0
}
