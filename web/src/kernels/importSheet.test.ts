import { expect, test } from 'vitest'
import type { SheetMapping } from '../api/model'
import { hasLines, withHead, withTable, withUse } from './importSheet'

const rows = [
  { line: 1, cells: ['Phone list', ''] },
  { line: 3, cells: ['Wer', 'Was'] },
  { line: 4, cells: ['Hans Muster', 'Leiter'] },
]
const sheet: SheetMapping = {
  sheet: 'Blatt 1',
  is_used: false,
  head_line: null,
  head_lines: 0,
  columns: [
    { column: 'A', header: '', field: 'name', samples: ['Phone list'] },
    { column: 'B', header: '', field: null, samples: [] },
  ],
}

test('a head on another line gives the columns its words and what stands below', () => {
  const moved = withHead(sheet, rows, 3)

  expect(moved).toMatchObject({ head_line: 3, head_lines: 1 })
  expect(moved.columns).toEqual([
    { column: 'A', header: 'Wer', field: 'name', samples: ['Hans Muster'] },
    { column: 'B', header: 'Was', field: null, samples: ['Leiter'] },
  ])
})

test('a head of two lines that was moved away and back is of two lines again', () => {
  const found = { ...sheet, is_used: true, head_line: 1, head_lines: 2 }

  const away = { ...found, ...withHead(found, rows, 3, found) }
  const back = { ...away, ...withHead(away, rows, 1, found) }

  expect(away.head_lines).toBe(1)
  expect(back).toEqual(found)
})

test('without a head every row counts, and the columns have no words', () => {
  const headless = withHead({ ...sheet, ...withHead(sheet, rows, 3) }, rows, null)

  expect(headless).toMatchObject({ head_line: null, head_lines: 0 })
  expect(headless.columns?.[0]).toMatchObject({
    header: '',
    samples: ['Phone list', 'Wer', 'Hans Muster'],
  })
})

test('a sheet that is switched on takes its first row for the head, and keeps one that is known', () => {
  expect(withUse(sheet, rows, true)).toMatchObject({ is_used: true, head_line: 1 })
  expect(withUse({ ...sheet, head_line: 3 }, rows, true)).toEqual({ is_used: true })
  expect(withUse({ ...sheet, is_used: true }, rows, false)).toEqual({ is_used: false })
})

test('rows that are something else forget the meanings that they cannot have', () => {
  expect(withTable(sheet, 'ties').columns?.map((column) => column.field)).toEqual([null, null])
})

test('what came of cards or JSON has no lines to choose among', () => {
  expect(hasLines(rows)).toBe(true)
  expect(hasLines([{ line: 0, cells: ['name'] }])).toBe(false)
})
