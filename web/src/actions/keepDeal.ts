/** Adds a deal, with the stages of its template in the same batch, or edits one. */
import type { Change, Deal, QuietPeriod } from '../api/model'
import { textOrNull } from '../kernels/changedFields'
import { newId } from '../kernels/newId'
import { keepRecord } from './keepRecord'

export interface PlannedStage {
  name: string
  plannedOn: string | null
}

export interface DealFields {
  name: string
  template: string | null
  procurementMode: string
  state: Deal['state']
  awardOn: string | null
  quietPeriods: QuietPeriod[]
  tier: Deal['tier']
  readers: string[]
  /** The stages that a new deal begins with. */
  stages: PlannedStage[]
}

export function keepDeal(deal: Deal | undefined, values: DealFields): Change[] {
  const id = deal?.id ?? newId()
  const changes = keepRecord('deal', deal, dealRecord(values), id)
  if (deal) return changes
  return [
    ...changes,
    ...values.stages.map(
      (stage, place): Change => ({
        verb: 'add_stage',
        deal: id,
        name: stage.name.trim(),
        order: place + 1,
        rule: { rule: 'sole' },
        planned_on: stage.plannedOn,
      }),
    ),
  ]
}

function dealRecord(values: DealFields) {
  return {
    name: values.name.trim(),
    template: values.template,
    procurement_mode: textOrNull(values.procurementMode),
    state: values.state,
    award_on: values.awardOn,
    quiet_periods: values.quietPeriods.map(({ span, reason }) => ({
      span,
      reason: reason.trim(),
    })),
    tier: values.tier,
    readers: values.tier === 'T3' ? values.readers : [],
  }
}
