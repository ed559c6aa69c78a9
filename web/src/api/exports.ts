/** The account as files: which kinds there are, and where they are read. */
import type { operations } from './schema'

type Format = operations['export_account']['parameters']['path']['format']

/** The kinds of files, the most usual first. */
export const exportFormats = [
  'xlsx',
  'csv',
  'vcard',
  'popolo',
  'graphml',
  'json',
] as const satisfies readonly Format[]

/** The address of an account as a file. */
export function exportAddress(account: string, format: Format): string {
  return `/api/v1/accounts/${account}/exports/${format}`
}
