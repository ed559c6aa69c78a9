/** How a user corrects the understanding of one sheet: its head, what its rows are, and what its columns mean. */
import type { ImportState, SheetMapping } from '../api/model'
import { fieldsOfTable, type ImportField, type ImportTable } from './importFields'

/** The first rows of a sheet, as they stand in the file. */
export type ShownRows = NonNullable<ImportState['preview']>['sheets'][number]['rows']

const mostSamples = 3

/** The sheet with one column taken for another field, or for none; who says what a column means wants the sheet. */
export function withField(
  sheet: SheetMapping,
  column: string,
  field: ImportField | null,
): Partial<SheetMapping> {
  return {
    is_used: sheet.is_used || field !== null,
    columns: sheet.columns.map((entry) => (entry.column === column ? { ...entry, field } : entry)),
  }
}

/** The sheet with its head on another line, or without one; its columns keep their meanings. Where it was found, the head is as found. */
export function withHead(
  sheet: SheetMapping,
  rows: ShownRows,
  line: number | null,
  found?: SheetMapping,
): Partial<SheetMapping> {
  if (found && line !== null && line === found.head_line)
    return {
      head_line: line,
      head_lines: found.head_lines,
      columns: sheet.columns.map((column, place) => {
        const { header, samples } = found.columns[place] ?? column
        return { ...column, header, samples }
      }),
    }
  const head = rows.find((row) => row.line === line)
  const below = rows.filter((row) => line === null || row.line > line)
  return {
    head_line: head ? line : null,
    head_lines: head ? 1 : 0,
    columns: sheet.columns.map((column, place) => {
      const header = head?.cells[place] ?? ''
      const seen = [...new Set(below.map((row) => row.cells[place] ?? ''))].filter(Boolean)
      // Of a long file only the columns that were used are shown.
      const before = (column.samples ?? []).filter((sample) => sample !== header)
      return { ...column, header, samples: seen.length > 0 ? seen.slice(0, mostSamples) : before }
    }),
  }
}

/** The sheet as it is used or left out; where no head was known, the first row is taken for it. */
export function withUse(
  sheet: SheetMapping,
  rows: ShownRows,
  isUsed: boolean,
): Partial<SheetMapping> {
  const first = rows[0]
  const isHeadless = (sheet.head_line ?? null) === null
  const head = isUsed && !sheet.is_used && isHeadless && first
  return { ...(head ? withHead(sheet, rows, first.line) : {}), is_used: isUsed }
}

/** The sheet with its rows taken for something else; columns that such a list does not have lose their meaning. */
export function withTable(sheet: SheetMapping, table: ImportTable): Partial<SheetMapping> {
  const fields = fieldsOfTable[table]
  return {
    table,
    columns: sheet.columns.map((column) => ({
      ...column,
      field: column.field && fields.includes(column.field) ? column.field : null,
    })),
  }
}

/** Has the sheet lines of its own? Cards, graphs and JSON become rows without. */
export function hasLines(rows: ShownRows): boolean {
  return rows.length > 0 && rows.every((row) => row.line > 0)
}
