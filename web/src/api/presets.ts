/** Scales and kinds of ties, for the choices in forms. */
import { queryOptions } from '@tanstack/react-query'
import { client, take } from './client'

export const presetsQuery = queryOptions({
  queryKey: ['presets'],
  queryFn: () => take(client.GET('/api/v1/presets')),
  staleTime: Infinity,
})
