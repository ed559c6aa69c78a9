/** The record that a reference of a drawing names, such as `claim:ID`. */
import type {
  AccountState,
  Action,
  Cause,
  Claim,
  Deal,
  Line,
  Seat,
  Stage,
  Tenure,
  Touch,
} from '../api/model'

/** A record that has no card of its own on the chart. */
export type Kept =
  | { kind: 'claim'; record: Claim }
  | { kind: 'deal'; record: Deal }
  | { kind: 'stage'; record: Stage }
  | { kind: 'seat'; record: Seat }
  | { kind: 'cause'; record: Cause }
  | { kind: 'action'; record: Action }
  | { kind: 'touch'; record: Touch }
  | { kind: 'line'; record: Line }
  | { kind: 'tenure'; record: Tenure }

const lists = {
  claim: 'claims',
  deal: 'deals',
  stage: 'stages',
  seat: 'seats',
  cause: 'causes',
  action: 'actions',
  touch: 'touches',
  line: 'lines',
  tenure: 'tenures',
} as const satisfies Record<Kept['kind'], keyof AccountState>

/** What can be selected in a drawing: whatever has a panel that tells of it. */
export const selectable = new RegExp(
  `^(person|post|unit|${Object.keys(lists).join('|')}):[0-9a-zA-Z-]{1,40}$`,
)

/** The record of this reference, or null when it is none of these, was taken out, or is not ours to see. */
export function recordOf(state: AccountState, reference: string): Kept | null {
  const [kind = '', id = ''] = reference.split(':')
  if (!Object.hasOwn(lists, kind)) return null
  const kept: { id: string }[] = state[lists[kind as Kept['kind']]]
  const record = kept.find((one) => one.id === id)
  return record ? ({ kind, record } as Kept) : null
}

/** The deal that a record belongs to, if it belongs to one. */
export function dealOfRecord(state: AccountState, kept: Kept): string | null {
  switch (kept.kind) {
    case 'deal':
      return kept.record.id
    case 'stage':
    case 'cause':
    case 'action':
      return kept.record.deal
    case 'touch':
    case 'claim':
      return kept.record.deal ?? null
    case 'seat':
      return state.stages.find((stage) => stage.id === kept.record.stage)?.deal ?? null
    default:
      return null
  }
}
