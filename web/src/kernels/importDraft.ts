/** How a user corrects the understanding of a file before it is looked at anew. */
import type { ImportCorrection, ImportState, Mapping, SheetMapping } from '../api/model'

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
  purpose: string | null
  basis: string | null
  endMissing: string | null
}

export function draftOf(state: ImportState): ImportDraft {
  return {
    mapping: state.mapping,
    purpose: state.purpose ?? null,
    basis: state.basis ?? null,
    endMissing: state.end_missing ?? null,
  }
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
  field: string | null,
): Partial<SheetMapping> {
  return {
    columns: sheet.columns.map((entry) =>
      entry.column === column ? { ...entry, field } : entry,
    ) as never,
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
  const used = sheets.filter((sheet) => sheet.is_used)
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
  if (draft.endMissing !== before.endMissing) correction.end_missing = draft.endMissing
  return correction
}
