import { describe, expect, test } from 'vitest'
import { readFigureSearch } from './figureSearch'
import { bandText, partsShown, perCent, points, rapportWord, stanceLevel } from './figures'
import { trendShape } from './trend'
import { pinnedStances, withPin } from './whatIf'

describe('figures in words', () => {
  test('shares are whole per cents, changes whole points with their sign', () => {
    expect(perCent(0.4249)).toBe('42%')
    expect(points(0.066)).toBe('+7')
    expect(points(-0.03)).toBe('−3')
    expect(points(0.004)).toBe('0')
  })

  test('a band of no width is one rank', () => {
    expect(bandText({ best: 2, worst: 6 })).toBe('2–6')
    expect(bandText({ best: 3, worst: 3 })).toBe('3')
  })

  test('the lever is shown only where somebody has one', () => {
    const parts = { authority: 1, influence: 1, brokerage: null, reach: 0, lever: null }

    expect(partsShown([{ parts }])).toEqual(['authority', 'influence', 'brokerage', 'reach'])
    expect(partsShown([{ parts }, { parts: { ...parts, lever: 0.2 } }])).toContain('lever')
  })

  test('levels have words, the same at both ends', () => {
    expect([-1, -0.5, 0, 0.5, 1].map(stanceLevel)).toEqual([
      'against',
      'doubtful',
      'neutral',
      'for',
      'strong',
    ])
    expect([0, 0.25, 0.5, 0.75, 1].map(rapportWord)).toEqual([
      'stranger',
      'met',
      'respected',
      'trusted',
      'partner',
    ])
  })
})

describe('the trend', () => {
  const frame = { width: 100, height: 60, margin: 10 }

  test('runs from edge to edge, certainty at the top', () => {
    const { dots, line, band } = trendShape(
      [
        { on: '2026-10-31', mean: 0.5, low: 0, high: 1 },
        { on: '2026-11-23', mean: 1, low: 0.5, high: 1 },
      ],
      frame,
    )

    expect(dots.map(({ x, y }) => [x, y])).toEqual([
      [10, 30],
      [90, 10],
    ])
    expect(line).toBe('M10,30L90,10')
    expect(band).toBe('M10,10L90,10L90,30L10,50Z')
  })

  test('one month is a dot in the middle', () => {
    const { dots, line } = trendShape([{ on: '2026-11-23', mean: 0, low: 0, high: 0 }], frame)

    expect(dots.map(({ x, y }) => [x, y])).toEqual([[50, 50]])
    expect(line).toBe('')
  })
})

test('the same what-if is asked the same way, whoever was moved first', () => {
  const one = withPin(withPin({}, 'b', 0.5), 'a', -1)
  const other = withPin(withPin({}, 'a', -1), 'b', 0.5)

  expect(pinnedStances(one)).toEqual(pinnedStances(other))
  expect(pinnedStances(withPin(one, 'b', 0))).toEqual([
    { person: 'a', value: -1 },
    { person: 'b', value: 0 },
  ])
})

test('an address that makes no sense asks for the ranking of the whole account', () => {
  expect(readFigureSearch({ part: 'gossip', deal: '../x', person: 7 })).toEqual({})
  expect(readFigureSearch({ part: 'sets', deal: '0190a000-1' })).toEqual({
    part: 'sets',
    deal: '0190a000-1',
  })
})
