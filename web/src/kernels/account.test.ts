import { describe, expect, test } from 'vitest'
import { ids, samplePresets, sampleState } from '../../test/sample'
import type { Claim } from '../api/model'
import i18next from '../i18n'
import { indexAccount, unitPath } from './accountIndex'
import { claimAge, claimStanding, newestFirst } from './claims'
import { findInAccount } from './finding'
import { heldPosts, linesOf, placeName, standingAt } from './standing'
import { statementText } from './statements'
import { subjectName } from './subjects'

const index = indexAccount(sampleState)
const today = '2026-11-23'
const [stance, note] = sampleState.claims as [Claim, Claim]

describe('look-ups', () => {
  test('a unit is named by its whole path, and a circle of parents ends', () => {
    const looped = indexAccount({
      ...sampleState,
      units: sampleState.units.map((unit) =>
        unit.id === ids.bureau ? { ...unit, parent: ids.data } : unit,
      ),
    })

    expect(unitPath(index, ids.data)).toEqual(['澜湾市数据管理局', '数据资源处'])
    expect(unitPath(looped, ids.data)).toHaveLength(2)
  })

  test('a person holds the posts of the day', () => {
    expect(heldPosts(index, ids.lin, today).map((post) => post.title)).toEqual(['副局长', '主任'])
    expect(heldPosts(index, ids.cheng, '2024-02-29')).toEqual([])
  })

  test('lines lead up and down, and name who stands there', () => {
    const [up] = linesOf(index, [`post:${ids.head}`], 'up', today)

    expect(up && placeName(index, up.superior, today)).toBe('林若溪 · 副局长')
    expect(up && standingAt(index, up.superior, today)).toBe(`person:${ids.lin}`)
    expect(linesOf(index, [`post:${ids.deputy}`], 'down', today)).toHaveLength(2)
  })
})

describe('finding', () => {
  test('names that are meant come before names that merely hold the text', () => {
    const found = findInAccount(sampleState, index, '数据', today)

    expect(found.map((entry) => entry.name)).toEqual(['数据资源处', '澜湾市数据管理局'])
  })

  test('people are found by address too, with where they stand', () => {
    expect(findInAccount(sampleState, index, 'LIN@', today)).toEqual([
      {
        reference: `person:${ids.lin}`,
        kind: 'person',
        name: '林若溪',
        place: '副局长 · 澜湾市数据管理局; 主任 · 办公室',
      },
    ])
  })

  test('nothing is found by nothing', () => {
    expect(findInAccount(sampleState, index, '  ', today)).toEqual([])
  })
})

describe('claims', () => {
  test('a claim counts, expires and is taken back by days', () => {
    expect(claimStanding(stance, today)).toBe('counts')
    expect(claimStanding(stance, '2026-05-09')).toBe('later')
    expect(claimStanding(note, '2026-08-01')).toBe('expired')
    expect(claimStanding({ ...stance, retracted_on: today }, today)).toBe('retracted')
  })

  test('age is told in days, then in months', () => {
    expect(claimAge(stance, '2026-05-20')).toEqual({ count: 10, context: 'days' })
    expect(claimAge(stance, today)).toEqual({ count: 6, context: 'months' })
  })

  test('the newest claim stands first', () => {
    expect(newestFirst([note, stance])).toEqual([stance, note])
  })

  test('a statement reads in both languages', () => {
    const say = (language: string) =>
      statementText(stance.statement, index, samplePresets, language, i18next.getFixedT(language))

    expect(say('zh-CN')).toBe('支持不排他')
    expect(say('en')).toBe('Supports, not only us')
  })

  test('a denied tie is not told as a tie', () => {
    const tie = {
      kind: 'tie' as const,
      from: ids.gu,
      to: ids.lin,
      tie: 'heeds',
      strength: null,
      holds: false,
    }

    const text = statementText(tie, index, samplePresets, 'zh-CN', i18next.getFixedT('zh-CN'))

    expect(text).toBe('并非：顾言舟 → 听取意见 → 林若溪')
  })
})

test('a change of the journal is told by the name it speaks of', () => {
  expect(subjectName({ verb: 'add_unit', name: '督查室' }, index)).toBe('督查室')
  expect(subjectName({ verb: 'start_tenure', person: ids.gu, post: ids.head }, index)).toBe(
    '顾言舟',
  )
  expect(subjectName({ verb: 'end_post', id: ids.head, on: today }, index)).toBe('处长')
})
