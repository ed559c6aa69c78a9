/** The journal of an account, newest first. */
import { infiniteQueryOptions } from '@tanstack/react-query'
import { client, take } from './client'

export function journalQuery(account: string) {
  return infiniteQueryOptions({
    queryKey: ['accounts', account, 'journal'],
    queryFn: ({ pageParam }) =>
      take(
        client.GET('/api/v1/accounts/{account}/changes', {
          params: { path: { account }, query: { cursor: pageParam } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  })
}
