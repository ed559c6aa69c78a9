/** Names of our own people by id. */
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { membersQuery } from '../api/administration'

export function useMemberNames(): (id: string) => string {
  const { data: members } = useQuery(membersQuery)
  return useMemo(() => {
    const names = new Map((members ?? []).map(({ id, name }) => [id, name]))
    return (id) => names.get(id) ?? '?'
  }, [members])
}
