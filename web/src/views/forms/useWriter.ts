/** Who is writing: the signed-in user's id, or the empty text before it is known. */
import { useQuery } from '@tanstack/react-query'
import { meQuery } from '../../api/session'

export function useWriter(): string {
  const { data: me } = useQuery(meQuery)
  return me?.user.id ?? ''
}
