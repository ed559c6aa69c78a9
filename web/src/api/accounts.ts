/** Accounts, and the whole visible state of one. */
import { queryOptions } from '@tanstack/react-query'
import { client, take } from './client'
import type { Account, AccountState, Change } from './model'
import { everyItem } from './pages'

/** Records that are asked for at once: the server's most, since each page of a large account costs it a look at the whole. */
const pageLength = 10_000

export const accountsQuery = queryOptions({
  queryKey: ['accounts'],
  queryFn: (): Promise<Account[]> =>
    everyItem((cursor) => take(client.GET('/api/v1/accounts', { params: { query: { cursor } } }))),
})

export function accountQuery(account: string) {
  return queryOptions({
    queryKey: ['accounts', account],
    queryFn: () =>
      take(client.GET('/api/v1/accounts/{account}', { params: { path: { account } } })),
  })
}

export function addAccount(name: string) {
  return take(client.POST('/api/v1/accounts', { body: { name } }))
}

export function addDemoAccount() {
  return take(client.POST('/api/v1/accounts/demo'))
}

/** Everything of one account that this viewer may see, whenever it held; the views choose the day. */
export function stateQuery(account: string) {
  return queryOptions({
    queryKey: ['accounts', account, 'state'],
    queryFn: async (): Promise<AccountState> => {
      const part = (cursor?: string) => ({
        params: { path: { account }, query: { on: 'always', limit: pageLength, cursor } },
      })
      const [
        units,
        posts,
        people,
        tenures,
        lines,
        claims,
        sources,
        deals,
        stages,
        seats,
        touches,
        causes,
        actions,
      ] = await Promise.all([
        everyItem((cursor) => take(client.GET('/api/v1/accounts/{account}/units', part(cursor)))),
        everyItem((cursor) => take(client.GET('/api/v1/accounts/{account}/posts', part(cursor)))),
        everyItem((cursor) => take(client.GET('/api/v1/accounts/{account}/people', part(cursor)))),
        everyItem((cursor) => take(client.GET('/api/v1/accounts/{account}/tenures', part(cursor)))),
        everyItem((cursor) => take(client.GET('/api/v1/accounts/{account}/lines', part(cursor)))),
        everyItem((cursor) => take(client.GET('/api/v1/accounts/{account}/claims', part(cursor)))),
        everyItem((cursor) => take(client.GET('/api/v1/accounts/{account}/sources', part(cursor)))),
        everyItem((cursor) => take(client.GET('/api/v1/accounts/{account}/deals', part(cursor)))),
        everyItem((cursor) => take(client.GET('/api/v1/accounts/{account}/stages', part(cursor)))),
        everyItem((cursor) => take(client.GET('/api/v1/accounts/{account}/seats', part(cursor)))),
        everyItem((cursor) => take(client.GET('/api/v1/accounts/{account}/touches', part(cursor)))),
        everyItem((cursor) => take(client.GET('/api/v1/accounts/{account}/causes', part(cursor)))),
        everyItem((cursor) => take(client.GET('/api/v1/accounts/{account}/actions', part(cursor)))),
      ])
      return {
        units,
        posts,
        people,
        tenures,
        lines,
        claims,
        sources,
        deals,
        stages,
        seats,
        touches,
        causes,
        actions,
      }
    },
    staleTime: 60_000,
  })
}

/** Writes one batch: all of it or nothing. */
export function writeChanges(account: string, changes: Change[]) {
  return take(
    client.POST('/api/v1/accounts/{account}/changes', {
      params: { path: { account } },
      body: { changes },
    }),
  )
}

/** Takes a batch back, as a new one. */
export function undoChanges(account: string, batch: string) {
  return take(
    client.POST('/api/v1/accounts/{account}/changes/{batch}/undo', {
      params: { path: { account, batch } },
    }),
  )
}
