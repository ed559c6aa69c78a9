/** The fields of the claim form, empty or filled from a claim. */
import type { ClaimFields } from '../actions/addClaim'
import type { Claim, ScaleValue } from '../api/model'
import { defaultExpiry } from './claims'
import type { StatementKind } from './statements'

interface Start {
  person: string
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
  about?: { person?: string }
  text?: string
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
