/** Accounts, and the whole visible state of one. */
import { queryOptions } from '@tanstack/react-query'
import { client, take } from './client'
import type { Account, AccountState, Change } from './model'
import { everyItem } from './pages'

export const accountsQuery = queryOptions({
  queryKey: ['accounts'],
  queryFn: (): Promise<Account[]> =>
    everyItem((cursor) => take(client.GET('/api/v1/accounts', { params: { query: { cursor } } }))),
})

export function accountQuery(id: string) {
  return queryOptions({
    queryKey: ['accounts', id],
    queryFn: () => take(client.GET('/api/v1/accounts/{id}', { params: { path: { id } } })),
  })
}

export function addAccount(name: string) {
  return take(client.POST('/api/v1/accounts', { body: { name } }))
}

export function addDemoAccount() {
  return take(client.POST('/api/v1/accounts/demo'))
}

/** Units, posts, people, tenures, lines, claims and their sources of one account. */
export function stateQuery(id: string) {
  return queryOptions({
    queryKey: ['accounts', id, 'state'],
    queryFn: async (): Promise<AccountState> => {
      const path = { id }
      const [units, posts, people, tenures, lines, claims, sources] = await Promise.all([
        everyItem((cursor) =>
          take(client.GET('/api/v1/accounts/{id}/units', { params: { path, query: { cursor } } })),
        ),
        everyItem((cursor) =>
          take(client.GET('/api/v1/accounts/{id}/posts', { params: { path, query: { cursor } } })),
        ),
        everyItem((cursor) =>
          take(client.GET('/api/v1/accounts/{id}/people', { params: { path, query: { cursor } } })),
        ),
        everyItem((cursor) =>
          take(
            client.GET('/api/v1/accounts/{id}/tenures', { params: { path, query: { cursor } } }),
          ),
        ),
        everyItem((cursor) =>
          take(client.GET('/api/v1/accounts/{id}/lines', { params: { path, query: { cursor } } })),
        ),
        everyItem((cursor) =>
          take(client.GET('/api/v1/accounts/{id}/claims', { params: { path, query: { cursor } } })),
        ),
        everyItem((cursor) =>
          take(
            client.GET('/api/v1/accounts/{id}/sources', { params: { path, query: { cursor } } }),
          ),
        ),
      ])
      return { units, posts, people, tenures, lines, claims, sources }
    },
    staleTime: 60_000,
  })
}

/** Writes one batch: all of it or nothing. */
export function writeChanges(id: string, changes: Change[]) {
  return take(
    client.POST('/api/v1/accounts/{id}/changes', { params: { path: { id } }, body: { changes } }),
  )
}

export function undoChanges(id: string, seq: number) {
  return take(
    client.POST('/api/v1/accounts/{id}/changes/{seq}/undo', { params: { path: { id, seq } } }),
  )
}
