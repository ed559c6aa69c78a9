/** The cache of answers; refusals are not asked again, and a lost session leads to the sign-in page. */
import { QueryCache, QueryClient } from '@tanstack/react-query'
import { ProblemError } from './problem'

export const queryClient = new QueryClient({
  queryCache: new QueryCache({
    onError(error, query) {
      if (error instanceof ProblemError && error.status === 401 && query.queryKey[0] !== 'me')
        void queryClient.invalidateQueries({ queryKey: ['me'] })
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (failures, error) =>
        failures < 2 &&
        error instanceof ProblemError &&
        (error.status === 0 || error.status >= 502),
    },
  },
})
