/** Adds a claim, with its source where that is new. */
import type { Change, Claim, ScaleValue, Statement } from '../api/model'
import { textOrNull } from '../kernels/changedFields'
import { newId } from '../kernels/newId'
import type { StatementKind } from '../kernels/statements'

export interface ClaimFields {
  kind: StatementKind
  person: string
  value: ScaleValue | null
  holds: boolean
  wanted: boolean
  member: string
  other: string
  tie: string
  strength: number | null
  text: string
  /** The deal in which the claim counts; null where it counts everywhere. */
  deal: string | null
  /** The rib of the fishbone, for a cause. */
  rib: string
  /** The claim that this one contradicts. */
  contradicts: string | null
  /** A source that stands, or null for the new one named in `sourceLabel`. */
  source: string | null
  sourceLabel: string
  sourceName: string
  sourceKind: Claim['source_kind']
  grade: string
  observedOn: string
  expiresOn: string
  reviewOn: string | null
  purpose: Claim['purpose']
  basis: Claim['basis']
  tier: Claim['tier']
  readers: string[]
}

export function addClaim(values: ClaimFields, writer: string): Change[] {
  const changes: Change[] = []
  let source = values.source
  if (!source) {
    source = newId()
    changes.push({
      verb: 'add_source',
      id: source,
      label: values.sourceLabel.trim(),
      kind: values.sourceKind,
      name: textOrNull(values.sourceName),
      readers: values.sourceName.trim() ? [writer] : [],
    })
  }
  changes.push({
    verb: 'add_claim',
    statement: statementOf(values),
    deal: values.deal,
    contradicts: values.contradicts,
    source,
    ...handlingOf(values),
  })
  return changes
}

/** What the claim states. */
export function statementOf(values: ClaimFields): Statement {
  const { kind, person, holds } = values
  const value = values.value ?? { scale: '', level: '' }
  switch (kind) {
    case 'tie':
      return {
        kind,
        from: person,
        to: values.other,
        tie: values.tie,
        strength: values.strength,
        holds,
      }
    case 'rapport':
      return { kind, member: values.member, person, value, wanted: values.wanted }
    case 'role':
      return { kind, person, value, holds }
    case 'worry':
    case 'goal':
    case 'note':
      return { kind, about: subjectOf(values), text: values.text.trim() }
    case 'cause':
      return { kind, rib: values.rib.trim(), text: values.text.trim() }
    default:
      return { kind, person, value }
  }
}

/** What is told in words is about a person, or else about the deal. */
function subjectOf({ person, deal }: ClaimFields) {
  return person || !deal ? { person } : { deal }
}

function handlingOf(values: ClaimFields) {
  return {
    source_kind: values.sourceKind,
    grade: values.grade,
    observed_on: values.observedOn,
    expires_on: values.expiresOn,
    review_on: values.reviewOn,
    purpose: values.purpose,
    basis: values.basis,
    tier: values.tier,
    readers: values.tier === 'T3' ? values.readers : [],
  }
}
