/** Imports: a file is read, looked at, corrected, and then taken or left. */
import { queryOptions } from '@tanstack/react-query'
import { client, take } from './client'
import type { ImportCorrection, ImportState, Mapping } from './model'

/** How often a long request is asked how far it has come, in milliseconds. */
const ASKED_EVERY = 400

/** How far a request has come that was sent under this key; refused when it is over, or has not arrived yet. */
export const importProgressQuery = (key: string) =>
  queryOptions({
    queryKey: ['imports', 'progress', key],
    queryFn: () =>
      take(client.GET('/api/v1/imports/progress/{key}', { params: { path: { key } } })),
    refetchInterval: ASKED_EVERY,
    retry: false,
    gcTime: 0,
  })

/** Sends a file and gets back how it was understood. */
export function startImport(account: string, file: File, progress: string): Promise<ImportState> {
  return take(
    client.POST('/api/v1/imports', {
      params: { query: { account, file_name: file.name, progress } },
      body: file as never,
      bodySerializer: (body: unknown) => body as BodyInit,
      headers: { 'Content-Type': 'application/octet-stream' },
    } as never),
  ) as Promise<ImportState>
}

/** Corrects how it is understood; everything else is worked out anew. */
export function correctImport(
  id: string,
  body: ImportCorrection,
  progress: string,
): Promise<ImportState> {
  return take(
    client.PATCH('/api/v1/imports/{id}', { params: { path: { id }, query: { progress } }, body }),
  )
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

export function commitImport(id: string, progress: string) {
  return take(
    client.POST('/api/v1/imports/{id}/commit', { params: { path: { id }, query: { progress } } }),
  )
}

export function dropImport(id: string) {
  return take(client.DELETE('/api/v1/imports/{id}', { params: { path: { id } } }))
}
