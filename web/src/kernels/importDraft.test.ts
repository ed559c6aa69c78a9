import { expect, test } from 'vitest'
import type { ImportState, SheetMapping } from '../api/model'
import {
  correctionOf,
  draftOf,
  findingsOf,
  hasColumns,
  hasNames,
  hasNotes,
  isUnknown,
  rowCount,
  withSheet,
} from './importDraft'
import { withField } from './importSheet'

const sheet: SheetMapping = {
  sheet: '',
  is_used: true,
  head_line: 1,
  head_lines: 1,
  title: null,
  organisation: null,
  columns: [
    { column: 'A', header: '姓名', field: 'name', samples: ['程远'] },
    { column: 'B', header: '说明', field: null, samples: ['关注工期'] },
  ],
}
const mapping = { sheets: [sheet] }
const state = {
  id: 'import-1',
  options: {},
  preview: {
    content: 'contacts',
    mapping,
    findings: [],
    sheets: [{ name: '', row_count: 3, rows: [] }],
  },
  report: null,
} as unknown as ImportState

test('a draft that was not touched corrects nothing', () => {
  expect(correctionOf(state, draftOf(state))).toEqual({})
})

test('a corrected column is told with the whole mapping, and notes ask for a purpose', () => {
  const corrected = withSheet(mapping, 0, withField(sheet, 'B', 'note'))
  const draft = { mapping: corrected, purpose: 'customer_care' as const, basis: 'consent' as const }

  expect(hasNotes(corrected)).toBe(true)
  expect(correctionOf(state, draft)).toEqual(draft)
})

test('without notes a purpose is not told', () => {
  expect(correctionOf(state, { ...draftOf(state), purpose: 'customer_care' })).toEqual({})
})

test('a file that is refused still tells how many rows and what was found', () => {
  expect(rowCount(state)).toBe(3)
  expect(findingsOf(state)).toEqual([])
  expect(hasColumns(state)).toBe(true)
})

test('a file without names cannot go on, nor one without a sheet', () => {
  expect(hasNames(mapping)).toBe(true)
  expect(hasNames(withSheet(mapping, 0, withField(sheet, 'A', null)))).toBe(false)
  expect(hasNames(withSheet(mapping, 0, { is_used: false }))).toBe(false)
})

test('the heads of a lone list that nobody knows are its first row, until the user says otherwise', () => {
  const columns = [
    { column: 'A', header: '', field: null, samples: ['Wer', 'Hans Muster'] },
    { column: 'B', header: '', field: null, samples: ['Was', 'Leiter'] },
  ]
  const unknown = {
    ...state,
    preview: {
      ...state.preview,
      mapping: { sheets: [{ sheet: '', is_used: false, head_lines: 0, columns }] },
      sheets: [
        {
          name: '',
          row_count: 2,
          rows: [
            { line: 1, cells: ['Wer', 'Was'] },
            { line: 2, cells: ['Hans Muster', 'Leiter'] },
          ],
        },
      ],
    },
  } as unknown as ImportState
  const draft = draftOf(unknown)
  const first = draft.mapping.sheets[0] as SheetMapping

  expect(isUnknown(unknown)).toBe(true)
  expect(first).toMatchObject({ is_used: false, head_line: 1, head_lines: 1 })
  expect(first.columns.map((column) => [column.header, column.samples])).toEqual([
    ['Wer', ['Hans Muster']],
    ['Was', ['Leiter']],
  ])
  expect(hasNames(draft.mapping)).toBe(false)

  const chosen = withSheet(draft.mapping, 0, withField(first, 'A', 'name'))
  expect(hasNames(chosen)).toBe(true)
  expect(correctionOf(unknown, { ...draft, mapping: chosen }).mapping?.sheets[0]).toMatchObject({
    is_used: true,
    head_line: 1,
  })
})
