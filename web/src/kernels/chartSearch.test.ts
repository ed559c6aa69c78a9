import { expect, test } from 'vitest'
import { readChartSearch, withCollapsed } from './chartSearch'

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

test('overlays, layers and another day come from the address like those of any diagram', () => {
  expect(
    readChartSearch({ overlay: 'stance,role', layers: 'ties', against: '2026-01-01', kind: 'F1' }),
  ).toEqual({ overlay: 'stance,role', layers: 'ties', against: '2026-01-01' })
})

test('a branch is folded and unfolded again', () => {
  const one = withCollapsed({}, 'unit:0190a000-1')
  const two = withCollapsed({ collapse: one }, 'unit:0190a000-2')

  expect(readChartSearch({ collapse: two })).toEqual({
    collapse: 'unit:0190a000-1,unit:0190a000-2',
  })
  expect(withCollapsed({ collapse: two }, 'unit:0190a000-1')).toBe('unit:0190a000-2')
  expect(withCollapsed({ collapse: one }, 'unit:0190a000-1')).toBeUndefined()
})
