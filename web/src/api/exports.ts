/** The account as files: which kinds there are, and fetching one. */
import { fileNameOf, textOf } from '../kernels/encodedHeader'
import { client, reached } from './client'
import { readProblem } from './problem'
import type { operations } from './schema'

export type ExportFormat = operations['export_account']['parameters']['path']['format']

/** The kinds of files, the most usual first. */
export const exportFormats = [
  'xlsx',
  'csv',
  'vcard',
  'popolo',
  'graphml',
  'json',
] as const satisfies readonly ExportFormat[]

type Query = NonNullable<operations['export_account']['parameters']['query']>
export type ExportTable = NonNullable<Query['table']>

/** A file that was fetched. */
export interface ExportedFile {
  content: Blob
  /** What the server calls it; blank where it does not say. */
  name: string
  /** How many of what this kind of file cannot hold; blank when it holds everything. */
  leftOut: string
}

/** Fetches an account as a file of some kind, as far as the reader may see it. */
export async function exportAccount(
  account: string,
  format: ExportFormat,
  query: { table?: ExportTable; lang: 'zh' | 'en' },
): Promise<ExportedFile> {
  const { data, error, response } = await reached(
    client.GET('/api/v1/accounts/{account}/exports/{format}', {
      params: { path: { account, format }, query },
      parseAs: 'blob',
    }),
  )
  if (!response.ok) throw readProblem(response.status, error)
  return {
    content: data as Blob,
    name: fileNameOf(response.headers.get('content-disposition')),
    leftOut: textOf(response.headers.get('waterline-left-out-encoded')),
  }
}
