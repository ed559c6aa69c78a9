import { expect, test } from 'vitest'
import type { ImportState, SheetMapping } from '../api/model'
import { correctionOf, draftOf, hasNames, hasNotes, withField, withSheet } from './importDraft'

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
const counts = { new: 1, moved: 0, changed: 0, unchanged: 0, structure: 0, left_out: 0, gone: 0 }
const state = {
  id: 'import-1',
  account: 'account-1',
  file_name: '通讯录.csv',
  mapping: { sheets: [sheet] },
  report: { counts, rows: [], gone: [], findings: [] },
} as ImportState

test('a draft that was not touched corrects nothing', () => {
  expect(correctionOf(state, draftOf(state))).toEqual({})
})

test('a corrected column is told with the whole mapping, and notes ask for a purpose', () => {
  const mapping = withSheet(state.mapping, 0, withField(sheet, 'B', 'note'))
  const draft = { ...draftOf(state), mapping, purpose: 'customer_care', basis: 'consent' }

  expect(hasNotes(mapping)).toBe(true)
  expect(correctionOf(state, draft)).toEqual({
    mapping,
    purpose: 'customer_care',
    basis: 'consent',
  })
})

test('without notes a purpose is not told', () => {
  const draft = { ...draftOf(state), purpose: 'customer_care', endMissing: '2026-12-01' }

  expect(correctionOf(state, draft)).toEqual({ end_missing: '2026-12-01' })
})

test('a file without names cannot go on, nor one without a sheet', () => {
  expect(hasNames(state.mapping)).toBe(true)
  expect(hasNames(withSheet(state.mapping, 0, withField(sheet, 'A', null)))).toBe(false)
  expect(hasNames(withSheet(state.mapping, 0, { is_used: false }))).toBe(false)
})
