/** Figures about an account: key people, why somebody counts, and how the account hangs together. */
import { queryOptions } from '@tanstack/react-query'
import { client, take } from './client'

interface Asked {
  deal?: string
  on?: string
}

/** Key people of an account, or of a deal, the first one first; sentences come in the page's language, which is part of the key. */
export function keyPeopleQuery(account: string, query: Asked & { top: number }, language: string) {
  return queryOptions({
    queryKey: ['accounts', account, 'key-people', query, language],
    queryFn: () =>
      take(
        client.GET('/api/v1/accounts/{account}/key-people', {
          params: { path: { account }, query },
        }),
      ),
    staleTime: 60_000,
  })
}

/** Every number of a person with the seats, ties, lines and claims behind it. */
export function whyQuery(account: string, id: string, query: Asked, language: string) {
  return queryOptions({
    queryKey: ['accounts', account, 'why', id, query, language],
    queryFn: () =>
      take(
        client.GET('/api/v1/accounts/{account}/people/{id}/why', {
          params: { path: { account, id }, query },
        }),
      ),
    staleTime: 60_000,
  })
}

/** Sets of key players, brokers, single points of failure and camps. */
export function structureQuery(account: string, query: Asked) {
  return queryOptions({
    queryKey: ['accounts', account, 'structure', query],
    queryFn: () =>
      take(
        client.GET('/api/v1/accounts/{account}/structure', {
          params: { path: { account }, query },
        }),
      ),
    staleTime: 60_000,
  })
}

/** What is missing, the heaviest gap first. */
export function gapsQuery(account: string, query: Asked, language: string) {
  return queryOptions({
    queryKey: ['accounts', account, 'gaps', query, language],
    queryFn: () =>
      take(client.GET('/api/v1/accounts/{account}/gaps', { params: { path: { account }, query } })),
    staleTime: 60_000,
  })
}

/** The ways to a person; in a quiet period there is none, and the answer says why. */
export function pathsQuery(account: string, query: Asked & { to: string; from?: string }) {
  return queryOptions({
    queryKey: ['accounts', account, 'paths', query],
    queryFn: () =>
      take(
        client.GET('/api/v1/accounts/{account}/paths', { params: { path: { account }, query } }),
      ),
    staleTime: 60_000,
  })
}

/** Who of ours reaches whom; those on whom the decision rests come first. */
export function coverageQuery(account: string, query: Asked) {
  return queryOptions({
    queryKey: ['accounts', account, 'coverage', query],
    queryFn: () =>
      take(
        client.GET('/api/v1/accounts/{account}/coverage', { params: { path: { account }, query } }),
      ),
    staleTime: 60_000,
  })
}
