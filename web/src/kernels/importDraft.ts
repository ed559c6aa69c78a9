/** How a user corrects the understanding of a file before it is looked at anew. */
import type { Finding, ImportCorrection, ImportState, Mapping, SheetMapping } from '../api/model'

/** What a column of a contact list may mean; the most usual first. */
export const importFields = [
  'name',
  'title',
  'unit',
  'superior',
  'rank',
  'phone',
  'mobile',
  'email',
  'note',
  'order',
  'external_id',
  'given_name',
  'family_name',
  'alias',
  'superior_id',
  'superior_name',
  'superior_email',
  'dotted_superior',
  'overseer',
  'matter',
  'number',
  'starts_on',
  'ends_on',
  'tenure_kind',
] as const

export type ImportField = (typeof importFields)[number]

export interface ImportDraft {
  mapping: Mapping
  purpose: ImportCorrection['purpose'] | null
  basis: ImportCorrection['basis'] | null
}

export function draftOf({ preview, options }: ImportState): ImportDraft {
  return {
    mapping: preview?.mapping ?? { sheets: [] },
    purpose: options.purpose ?? null,
    basis: options.basis ?? null,
  }
}

/** Are there columns to check? Files of a known make are understood as they are. */
export function hasColumns({ preview }: ImportState): boolean {
  return preview?.content === 'contacts'
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

/** The sheet with one column taken for another field, or for none. */
export function withField(
  sheet: SheetMapping,
  column: string,
  field: ImportField | null,
): Partial<SheetMapping> {
  return {
    columns: sheet.columns.map((entry) => (entry.column === column ? { ...entry, field } : entry)),
  }
}

/** Does a sheet that is used have a column of notes, which become claims? */
export function hasNotes({ sheets }: Mapping): boolean {
  return sheets.some(
    (sheet) => sheet.is_used && sheet.columns.some((column) => column.field === 'note'),
  )
}

/** Does every sheet that is used say what people are called, and is one used at all? */
export function hasNames({ sheets }: Mapping): boolean {
  // Sheets of ties, claims and the like name people in columns of their own.
  const used = sheets.filter((sheet) => sheet.is_used && (sheet.table ?? 'contacts') === 'contacts')
  const naming = new Set<unknown>(['name', 'given_name', 'family_name'])
  return (
    used.length > 0 &&
    used.every((sheet) => sheet.columns.some((column) => naming.has(column.field)))
  )
}

/** What has to be told to the server: the parts of the draft that differ from what it worked out. */
export function correctionOf(state: ImportState, draft: ImportDraft): ImportCorrection {
  const before = draftOf(state)
  const correction: ImportCorrection = {}
  if (JSON.stringify(before.mapping) !== JSON.stringify(draft.mapping))
    correction.mapping = draft.mapping
  if (hasNotes(draft.mapping)) {
    if (draft.purpose !== before.purpose) correction.purpose = draft.purpose
    if (draft.basis !== before.basis) correction.basis = draft.basis
  }
  return correction
}
