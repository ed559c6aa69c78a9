import { describe, expect, test } from 'vitest'
import { covers, dayOf, daysBetween, plusMonths, spanText } from './days'

describe('days', () => {
  test('a moment has the day of the reader’s own calendar', () => {
    expect(dayOf(new Date(2026, 2, 1, 23, 59))).toBe('2026-03-01')
  })

  test('months later stays inside the month', () => {
    expect(plusMonths('2026-08-31', 6)).toBe('2027-02-28')
    expect(plusMonths('2026-11-23', 12)).toBe('2027-11-23')
    expect(plusMonths('2026-12-01', 1)).toBe('2027-01-01')
  })

  test('a span holds its first day and not its last', () => {
    const span = { from: '2026-03-01', until: '2026-04-01' }

    expect(covers(span, '2026-03-01')).toBe(true)
    expect(covers(span, '2026-03-31')).toBe(true)
    expect(covers(span, '2026-04-01')).toBe(false)
    expect(covers({ from: null, until: null }, '1999-01-01')).toBe(true)
  })

  test('days between are whole, also over a change of clocks', () => {
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2)
  })

  test('a span is written only as far as it is known', () => {
    expect(spanText({ from: '2026-03-01', until: null })).toBe('2026-03-01 –')
    expect(spanText({ from: null, until: '2026-03-01' })).toBe('… – 2026-03-01')
    expect(spanText({ from: null, until: null })).toBe('')
  })
})
