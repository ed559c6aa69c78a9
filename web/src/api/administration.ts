/** Users, tokens and roles. */
import { queryOptions } from '@tanstack/react-query'
import { client, take } from './client'
import type { Role } from './model'
import { everyItem } from './pages'
import type { components } from './schema'

type Schemas = components['schemas']

export const usersQuery = queryOptions({
  queryKey: ['users'],
  queryFn: () =>
    everyItem((cursor) => take(client.GET('/api/v1/users', { params: { query: { cursor } } }))),
})

export function addUser(body: Schemas['NewUserRequest']) {
  return take(client.POST('/api/v1/users', { body }))
}

export function changeUser(id: string, body: Schemas['UserPatch']) {
  return take(client.PATCH('/api/v1/users/{id}', { params: { path: { id } }, body }))
}

/** One's own name, language and password. */
export function changeMe(body: Schemas['MePatch']) {
  return take(client.PATCH('/api/v1/me', { body }))
}

/** Our own people, by name. */
export const membersQuery = queryOptions({
  queryKey: ['members'],
  queryFn: () =>
    everyItem((cursor) => take(client.GET('/api/v1/members', { params: { query: { cursor } } }))),
})

export const tokensQuery = queryOptions({
  queryKey: ['tokens'],
  queryFn: async () => {
    const { items } = await take(client.GET('/api/v1/tokens'))
    return items.filter((token) => !token.revoked_at)
  },
})

export function addToken(body: Schemas['NewTokenRequest']) {
  return take(client.POST('/api/v1/tokens', { body }))
}

export function revokeToken(id: string) {
  return take(client.DELETE('/api/v1/tokens/{id}', { params: { path: { id } } }))
}

export function rolesQuery(account: string) {
  return queryOptions({
    queryKey: ['accounts', account, 'roles'],
    queryFn: async () => {
      const { items } = await take(
        client.GET('/api/v1/accounts/{account}/roles', { params: { path: { account } } }),
      )
      return items
    },
  })
}

/** Gives a member a role in an account, or takes it away. */
export function setRole(account: string, member: string, role: Role | null) {
  const path = { account, member }
  return role
    ? take(
        client.PUT('/api/v1/accounts/{account}/roles/{member}', {
          params: { path },
          body: { role },
        }),
      )
    : take(client.DELETE('/api/v1/accounts/{account}/roles/{member}', { params: { path } }))
}
