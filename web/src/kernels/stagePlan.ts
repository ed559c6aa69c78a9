/** Plans the stages of a new deal from a template: names, days, and the quiet period among them. */
import type { PlannedStage } from '../actions/keepDeal'
import type { QuietPeriod, StageTemplate, TemplateStage } from '../api/model'
import { daysBetween, plusDays } from './days'
import { inLanguage } from './statements'

/** When the stages of a template end that begin on `start`; with a day of award the stages up to it are stretched or pressed to end then. */
export function planStages(
  template: StageTemplate,
  start: string,
  awardOn: string | null,
  language: string,
): PlannedStage[] {
  const award = template.stages.findIndex((stage) => stage.id === template.award)
  const usual = daysOf(template.stages.slice(0, award + 1))
  const length = awardOn ? daysBetween(start, awardOn) : 0
  const factor = length > 0 && usual > 0 ? length / usual : 1
  let passed = 0
  return template.stages.map((stage, place) => {
    passed += place <= award ? stage.days * factor : stage.days
    return { name: inLanguage(stage, language), plannedOn: plusDays(start, Math.round(passed)) }
  })
}

/** The day on which the planned stages reach the award. */
export function plannedAward(template: StageTemplate, stages: PlannedStage[]): string | null {
  const award = template.stages.findIndex((stage) => stage.id === template.award)
  return stages[award]?.plannedOn ?? null
}

/** The quiet period of a template among its planned stages: from the stage that begins it to the end of the one that ends it. */
export function plannedQuiet(
  template: StageTemplate,
  stages: PlannedStage[],
  start: string,
  language: string,
): QuietPeriod[] {
  const begins = template.stages.findIndex((stage) => stage.quiet === 'begins')
  const ends = template.stages.findIndex((stage) => stage.quiet === 'ends')
  const first = template.stages[begins]
  if (!first || ends < begins) return []
  const from = begins === 0 ? start : stages[begins - 1]?.plannedOn
  const until = stages[ends]?.plannedOn
  if (!from || !until || until <= from) return []
  return [{ span: { from, until }, reason: inLanguage(first, language) }]
}

/** The stage of a template that a deal's stage was made from: it bears its name. */
export function templateStage(
  template: StageTemplate | undefined,
  name: string,
): TemplateStage | undefined {
  const sought = name.trim()
  return template?.stages.find((stage) => stage.zh === sought || stage.en === sought)
}

function daysOf(stages: TemplateStage[]): number {
  return stages.reduce((sum, stage) => sum + stage.days, 0)
}
