/** Adds a stage to a deal, or edits its name, place, days and rule. */
import type { Change, Rule, Stage } from '../api/model'
import { keepRecord } from './keepRecord'

export interface StageFields {
  deal: string
  name: string
  order: number
  rule: Rule['rule']
  /** The votes that a quota asks for. */
  quota: number
  plannedOn: string | null
  doneOn: string | null
}

export function keepStage(stage: Stage | undefined, values: StageFields): Change[] {
  return keepRecord('stage', stage, {
    deal: values.deal,
    name: values.name.trim(),
    order: values.order,
    rule: ruleOf(values),
    planned_on: values.plannedOn,
    done_on: values.doneOn,
  })
}

function ruleOf({ rule, quota }: StageFields): Rule {
  return rule === 'quota' ? { rule, votes: quota } : { rule }
}
