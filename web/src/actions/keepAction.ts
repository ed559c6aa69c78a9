/** Adds what we mean to do about a deal, or edits it. */
import type { Action, Change } from '../api/model'
import { textOrNull } from '../kernels/changedFields'
import { keepRecord } from './keepRecord'

export interface ActionFields {
  deal: string
  lever: string
  text: string
  owner: string | null
  dueOn: string | null
  doneOn: string | null
  expectedChange: string
  tier: Action['tier']
  readers: string[]
}

export function keepAction(action: Action | undefined, values: ActionFields): Change[] {
  return keepRecord('action', action, {
    deal: values.deal,
    lever: textOrNull(values.lever),
    text: values.text.trim(),
    owner: values.owner,
    due_on: values.dueOn,
    done_on: values.doneOn,
    expected_change: textOrNull(values.expectedChange),
    tier: values.tier,
    readers: values.tier === 'T3' ? values.readers : [],
  })
}
