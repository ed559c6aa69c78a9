/** Adds a cause to a deal's fishbone, or edits one. */
import type { Cause, Change } from '../api/model'
import { keepRecord } from './keepRecord'

export interface CauseFields {
  deal: string
  rib: string
  text: string
  parent: string | null
  /** How likely it bites, in per cent; null when nobody said. */
  percent: number | null
  claims: string[]
  tier: Cause['tier']
  readers: string[]
}

export function keepCause(cause: Cause | undefined, values: CauseFields): Change[] {
  return keepRecord('cause', cause, {
    deal: values.deal,
    rib: values.rib.trim(),
    text: values.text.trim(),
    parent: values.parent,
    chance: values.percent === null ? null : values.percent / 100,
    claims: values.claims,
    tier: values.tier,
    readers: values.tier === 'T3' ? values.readers : [],
  })
}
