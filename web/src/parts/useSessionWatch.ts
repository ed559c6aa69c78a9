/** Leads to the sign-in page as soon as the session has ended, wherever it was ended. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useRouterState } from '@tanstack/react-router'
import { useEffect } from 'react'
import { meQuery } from '../api/session'

export function useSessionWatch() {
  const { data: me } = useQuery(meQuery)
  const queries = useQueryClient()
  const navigate = useNavigate()
  const address = useRouterState({ select: (state) => state.location.href })
  useEffect(() => {
    if (me !== null) return
    // Nothing that was read may stay on a shared machine.
    queries.clear()
    void navigate({ to: '/sign-in', search: { next: address } })
  }, [me, queries, navigate, address])
}
