import { expect, test } from 'vitest'
import { readChartSearch } from './chartSearch'

test('what the address says is read, as text or number', () => {
  expect(
    readChartSearch({
      on: '2026-03-01',
      orientation: 'right',
      depth: '3',
      select: 'person:0190a000-1',
    }),
  ).toEqual({
    on: '2026-03-01',
    orientation: 'right',
    depth: 3,
    select: 'person:0190a000-1',
  })
})

test('what makes no sense is left out', () => {
  expect(
    readChartSearch({ on: 'soon', orientation: 'up', depth: 0, select: 'javascript:1', focus: 7 }),
  ).toEqual({})
})
