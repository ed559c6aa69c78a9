/** How sure we are of a deal: as believed, month by month, and as it would be if something were certain. */
import { queryOptions } from '@tanstack/react-query'
import { client, take } from './client'

/** The chance of the award with all that it rests on. */
export function outcomeQuery(account: string, id: string, language: string) {
  return queryOptions({
    queryKey: ['accounts', account, 'outcome', id, language],
    queryFn: () =>
      take(
        client.GET('/api/v1/accounts/{account}/deals/{id}/outcome', {
          params: { path: { account, id } },
        }),
      ),
    staleTime: 60_000,
  })
}

/** How the chance looked at past month-ends, and today. */
export function trendQuery(account: string, id: string) {
  return queryOptions({
    queryKey: ['accounts', account, 'trend', id],
    queryFn: async () => {
      const { items } = await take(
        client.GET('/api/v1/accounts/{account}/deals/{id}/trend', {
          params: { path: { account, id } },
        }),
      )
      return items
    },
    staleTime: 60_000,
  })
}

export interface Pinned {
  person: string
  value: number
}

/** The chance if these stances were certain. Nothing is kept. */
export function askWhatIf(account: string, id: string, stances: Pinned[], signal: AbortSignal) {
  return take(
    client.POST('/api/v1/accounts/{account}/deals/{id}/outcome', {
      params: { path: { account, id } },
      body: { stances },
      signal,
    }),
  )
}
