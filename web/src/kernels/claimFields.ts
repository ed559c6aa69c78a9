/** The fields of the claim form, empty or filled from a claim. */
import type { ClaimFields } from '../actions/addClaim'
import type { Claim, ScaleValue } from '../api/model'
import { dealOf, defaultExpiry } from './claims'
import type { StatementKind } from './statements'

interface Start {
  person: string
  deal?: string
  member: string
  today: string
}

interface Stated {
  kind: StatementKind
  person?: string
  value?: ScaleValue
  holds?: boolean
  wanted?: boolean
  member?: string
  from?: string
  to?: string
  tie?: string
  strength?: number | null
  about?: { person?: string; deal?: string }
  text?: string
  rib?: string
}

export function claimFields(claim: Claim | undefined, start: Start): ClaimFields {
  const stated: Stated = claim ? (claim.statement as Stated) : { kind: 'note' }
  return {
    kind: stated.kind,
    person: stated.person ?? stated.from ?? stated.about?.person ?? start.person,
    value: stated.value ?? null,
    holds: stated.holds ?? true,
    wanted: stated.wanted ?? false,
    member: stated.member ?? start.member,
    other: stated.to ?? '',
    tie: stated.tie ?? '',
    strength: stated.strength ?? null,
    text: stated.text ?? '',
    rib: stated.rib ?? '',
    deal: claim ? dealOf(claim) : (start.deal ?? null),
    contradicts: claim?.contradicts ?? null,
    source: claim?.source ?? null,
    sourceLabel: '',
    sourceName: '',
    sourceKind: claim?.source_kind ?? 'own_observation',
    grade: claim?.grade ?? 'C3',
    observedOn: claim?.observed_on ?? start.today,
    expiresOn: claim?.expires_on ?? defaultExpiry(stated.kind, start.today),
    reviewOn: claim?.review_on ?? null,
    purpose: claim?.purpose ?? 'customer_care',
    basis: claim?.basis ?? 'legitimate_interest',
    tier: claim?.tier ?? 'T1',
    readers: claim?.readers?.length ? claim.readers : [start.member],
  }
}

/** The fields of a new claim that speaks against `claim`: the same question, answered otherwise. */
export function counterFields(claim: Claim, start: Start): ClaimFields {
  const same = claimFields(claim, start)
  return {
    ...claimFields(undefined, start),
    kind: same.kind,
    person: same.person,
    value: same.value,
    holds: !same.holds,
    wanted: same.wanted,
    member: same.member,
    other: same.other,
    tie: same.tie,
    rib: same.rib,
    deal: same.deal,
    purpose: same.purpose,
    basis: same.basis,
    tier: same.tier,
    expiresOn: defaultExpiry(same.kind, start.today),
    contradicts: claim.id,
  }
}
