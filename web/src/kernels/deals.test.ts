import { describe, expect, test } from 'vitest'
import { ids, sampleState } from '../../test/sample'
import type { Deal, Seat } from '../api/model'
import { indexAccount } from './accountIndex'
import { ribsOf } from './causes'
import { readDealSearch } from './dealSearch'
import { dealsInOrder, progressOf, quietOn, sitterName } from './deals'

const index = indexAccount(sampleState)
const deal = sampleState.deals[0] as Deal

describe('deals', () => {
  test('stages stand in their own order, and the first open one is the current one', () => {
    const progress = progressOf(index, ids.deal)

    expect(progress.stages.map((stage) => stage.name)).toEqual(['方案设计', '定标'])
    expect(progress.done).toBe(1)
    expect(progress.current?.id).toBe(ids.award)
  })

  test('open deals come first, the nearest award before others', () => {
    const later = { ...deal, id: 'later', award_on: '2027-09-01' }
    const undated = { ...deal, id: 'undated', award_on: null }
    const lost = { ...deal, id: 'lost', state: 'lost' as const, award_on: '2026-01-01' }

    expect(dealsInOrder([lost, undated, later, deal]).map(({ id }) => id)).toEqual([
      ids.deal,
      'later',
      'undated',
      'lost',
    ])
  })

  test('a quiet period holds on its first day and no longer on its last', () => {
    const quiet = { span: { from: '2026-12-01', until: '2026-12-10' }, reason: '公告' }

    expect(quietOn([quiet], '2026-11-30')).toBeUndefined()
    expect(quietOn([quiet], '2026-12-01')).toBe(quiet)
    expect(quietOn([quiet], '2026-12-10')).toBeUndefined()
  })

  test('who sits there is named by the post’s holder, and nobody in a vacant seat', () => {
    const [director, vacant] = sampleState.seats as [Seat, Seat]

    expect(sitterName(index, director, '2026-11-23')).toBe('程远 · 局长')
    expect(sitterName(index, vacant, '2026-11-23')).toBeNull()
  })
})

test('twigs hang under the cause that they explain, even in a circle', () => {
  const [ribs] = ribsOf(sampleState.causes)

  expect(ribs?.twigs.map(({ cause, depth }) => [cause.text, depth])).toEqual([
    ['预算未落实', 0],
    ['财评排期靠后', 1],
  ])
  const [first, second] = sampleState.causes
  if (first && second) expect(ribsOf([{ ...first, parent: second.id }, second])).toEqual([])
})

test('an unknown part of a deal is left out of the address', () => {
  expect(readDealSearch({ part: 'causes' })).toEqual({ part: 'causes' })
  expect(readDealSearch({ part: 'gossip' })).toEqual({})
})
