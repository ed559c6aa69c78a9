/** Adds a contact between ours and theirs, or edits one. */
import type { Change, Touch } from '../api/model'
import { textOrNull } from '../kernels/changedFields'
import { keepRecord } from './keepRecord'

export interface TouchFields {
  on: string
  members: string[]
  persons: string[]
  deal: string | null
  channel: string
  outcome: string
  tier: Touch['tier']
  readers: string[]
}

export function keepTouch(touch: Touch | undefined, values: TouchFields): Change[] {
  return keepRecord('touch', touch, {
    on: values.on,
    members: values.members,
    persons: values.persons,
    deal: values.deal,
    channel: textOrNull(values.channel),
    outcome: textOrNull(values.outcome),
    tier: values.tier,
    readers: values.tier === 'T3' ? values.readers : [],
  })
}
