/** Imports: a file is read, looked at, corrected, and then taken or left. */
import { client, take } from './client'
import type { ImportCorrection, ImportState, Mapping } from './model'

/** Sends a file and gets back how it was understood. */
export function startImport(account: string, file: File): Promise<ImportState> {
  return take(
    client.POST('/api/v1/imports', {
      params: { query: { account, file_name: file.name } },
      body: file as never,
      bodySerializer: (body: unknown) => body as BodyInit,
      headers: { 'Content-Type': 'application/octet-stream' },
    } as never),
  ) as Promise<ImportState>
}

/** Corrects how it is understood; everything else is worked out anew. */
export function correctImport(id: string, body: ImportCorrection): Promise<ImportState> {
  return take(client.PATCH('/api/v1/imports/{id}', { params: { path: { id } }, body }))
}

/** Keeps a mapping of columns under a name; one of the same name is replaced. */
export function keepMapping(account: string, body: { name: string; mapping: Mapping }) {
  return take(
    client.POST('/api/v1/accounts/{account}/import-mappings', {
      params: { path: { account } },
      body,
    }),
  )
}

export function commitImport(id: string) {
  return take(client.POST('/api/v1/imports/{id}/commit', { params: { path: { id } } }))
}

export function dropImport(id: string) {
  return take(client.DELETE('/api/v1/imports/{id}', { params: { path: { id } } }))
}
