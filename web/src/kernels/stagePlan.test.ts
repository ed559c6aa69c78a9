import { describe, expect, test } from 'vitest'
import { samplePresets } from '../../test/sample'
import type { StageTemplate } from '../api/model'
import { plannedAward, plannedQuiet, planStages, templateStage } from './stagePlan'

const template = samplePresets.stage_templates[0] as StageTemplate
const start = '2026-12-01'

describe('a plan from a template', () => {
  test('stages follow each other as long as they usually take', () => {
    const plan = planStages(template, start, null, 'zh-CN')

    expect(plan).toEqual([
      { name: '方案设计', plannedOn: '2026-12-21' },
      { name: '招标', plannedOn: '2027-01-10' },
      { name: '定标', plannedOn: '2027-01-20' },
      { name: '实施', plannedOn: '2027-03-21' },
    ])
    expect(plannedAward(template, plan)).toBe('2027-01-20')
  })

  test('a day of award stretches the stages before it, not those after it', () => {
    const plan = planStages(template, start, '2027-03-11', 'en')

    expect(plan.map(({ plannedOn }) => plannedOn)).toEqual([
      '2027-01-10',
      '2027-02-19',
      '2027-03-11',
      '2027-05-10',
    ])
  })

  test('a day of award that has passed stretches nothing', () => {
    expect(planStages(template, start, '2026-11-01', 'en')).toEqual(
      planStages(template, start, null, 'en'),
    )
  })

  test('the quiet period runs from where its stage begins until the last of it is over', () => {
    const plan = planStages(template, start, null, 'zh-CN')

    expect(plannedQuiet(template, plan, start, 'zh-CN')).toEqual([
      { span: { from: '2026-12-21', until: '2027-01-20' }, reason: '招标' },
    ])
    expect(plannedQuiet({ ...template, stages: [] }, [], start, 'en')).toEqual([])
  })

  test('a stage is found in its template by its name in either language', () => {
    expect(templateStage(template, ' Tender ')?.id).toBe('tender')
    expect(templateStage(template, '招标')?.id).toBe('tender')
    expect(templateStage(template, '别的')).toBeUndefined()
    expect(templateStage(undefined, '招标')).toBeUndefined()
  })
})
