/** Who is signed in, and the way in and out. */
import { queryOptions } from '@tanstack/react-query'
import { client, take } from './client'
import type { Me } from './model'
import { ProblemError } from './problem'

/** The signed-in user, or null. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async (): Promise<Me | null> => {
    try {
      return await take(client.GET('/api/v1/me'))
    } catch (error) {
      if (error instanceof ProblemError && error.status === 401) return null
      throw error
    }
  },
  staleTime: 60_000,
})

/** Whether the first user is still to be made. */
export const setUpQuery = queryOptions({
  queryKey: ['setup'],
  queryFn: () => take(client.GET('/api/v1/setup')),
})

export interface SetUp {
  token: string
  name: string
  login: string
  password: string
  language: 'zh' | 'en'
  demo: boolean
}

export function setUp(body: SetUp) {
  return take(client.POST('/api/v1/setup', { body }))
}

export function signIn(body: { login: string; password: string }) {
  return take(client.POST('/api/v1/sessions', { body }))
}

/** Ends the session and leaves nothing of it in memory: the page is loaded anew. */
export async function signOut() {
  await take(client.DELETE('/api/v1/sessions/current'))
  window.location.assign('/sign-in')
}
