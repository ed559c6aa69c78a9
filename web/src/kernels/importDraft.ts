/** How a user corrects the understanding of a file before it is looked at anew. */
import type { Finding, ImportCorrection, ImportState, Mapping, SheetMapping } from '../api/model'
import { tableOf } from './importFields'
import { withHead } from './importSheet'

export interface ImportDraft {
  mapping: Mapping
  purpose: ImportCorrection['purpose'] | null
  basis: ImportCorrection['basis'] | null
}

/** The understanding to be corrected: the server's, where a lone sheet without a known head gets its first row for one. */
export function draftOf(state: ImportState): ImportDraft {
  const { preview, options } = state
  const mapping = preview?.mapping ?? { sheets: [] }
  const [lone, ...others] = mapping.sheets
  const rows = preview?.sheets[0]?.rows ?? []
  const first = rows[0]
  const isHeadless = lone && !lone.is_used && (lone.head_line ?? null) === null
  return {
    mapping:
      isHeadless && first && others.length === 0
        ? withSheet(mapping, 0, withHead(lone, rows, first.line))
        : mapping,
    purpose: options.purpose ?? null,
    basis: options.basis ?? null,
  }
}

/** Are there columns to check? Files of a known make are understood as they are. */
export function hasColumns({ preview }: ImportState): boolean {
  return preview?.content === 'contacts' || preview?.content === 'records'
}

/** How many rows the file holds, blank ones not counted. */
export function rowCount({ preview }: ImportState): number {
  return (preview?.sheets ?? []).reduce((count, sheet) => count + sheet.row_count, 0)
}

/** What there is to say about the file, as far as it could be read. */
export function findingsOf({ preview, report }: ImportState): Finding[] {
  return report?.findings ?? preview?.findings ?? []
}

/** The mapping with one sheet changed. */
export function withSheet(mapping: Mapping, place: number, part: Partial<SheetMapping>): Mapping {
  return {
    ...mapping,
    sheets: mapping.sheets.map((sheet, index) => (index === place ? { ...sheet, ...part } : sheet)),
  }
}

/** Was no sheet understood, so that the user has to say what the columns mean? */
export function isUnknown({ preview }: ImportState): boolean {
  return preview?.mapping.sheets.every((sheet) => !sheet.is_used) ?? false
}

/** Does a sheet that is used have a column of notes, which become claims? */
export function hasNotes({ sheets }: Mapping): boolean {
  return sheets.some(
    (sheet) => sheet.is_used && sheet.columns.some((column) => column.field === 'note'),
  )
}

/** Is a sheet used, and does every list of people that is used say what they are called? */
export function hasNames({ sheets }: Mapping): boolean {
  const used = sheets.filter((sheet) => sheet.is_used)
  const naming = new Set<unknown>(['name', 'given_name', 'family_name'])
  // Lists of ties, claims and the like name people in columns of their own.
  const lists = used.filter((sheet) => tableOf(sheet) === 'contacts')
  return (
    used.length > 0 &&
    lists.every((sheet) => sheet.columns.some((column) => naming.has(column.field)))
  )
}

/** What has to be told to the server: the parts of the draft that differ from what it worked out. */
export function correctionOf(state: ImportState, draft: ImportDraft): ImportCorrection {
  const before = draftOf(state)
  const correction: ImportCorrection = {}
  if (JSON.stringify(state.preview?.mapping) !== JSON.stringify(draft.mapping))
    correction.mapping = draft.mapping
  if (hasNotes(draft.mapping)) {
    if (draft.purpose !== before.purpose) correction.purpose = draft.purpose
    if (draft.basis !== before.basis) correction.basis = draft.basis
  }
  return correction
}
