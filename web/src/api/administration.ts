/** Users, tokens and roles. */
import { queryOptions } from '@tanstack/react-query'
import { client, take } from './client'
import { everyItem } from './pages'

export const usersQuery = queryOptions({
  queryKey: ['users'],
  queryFn: () =>
    everyItem((cursor) =>
      take(client.GET('/api/v1/users', { params: { query: { cursor } as never } })),
    ),
})

export interface NewUser {
  name: string
  login: string
  password: string
  language: string
  administrator: boolean
}

export function addUser(body: NewUser) {
  return take(client.POST('/api/v1/users', { body }))
}

export interface UserChange {
  name?: string
  password?: string
  old_password?: string
  language?: string
  administrator?: boolean
}

export function changeUser(id: string, body: UserChange) {
  return take(client.PATCH('/api/v1/users/{id}', { params: { path: { id } }, body }))
}

/** One's own name, language and password. */
export function changeMe(body: UserChange) {
  return take(client.PATCH('/api/v1/me', { body }))
}

export const tokensQuery = queryOptions({
  queryKey: ['tokens'],
  queryFn: () =>
    everyItem((cursor) =>
      take(client.GET('/api/v1/tokens', { params: { query: { cursor } as never } })),
    ),
})

export interface NewToken {
  name: string
  scopes: string[]
  accounts: string[] | null
  expires_on: string | null
}

export function addToken(body: NewToken) {
  return take(client.POST('/api/v1/tokens', { body }))
}

export function revokeToken(id: string) {
  return take(client.DELETE('/api/v1/tokens/{id}', { params: { path: { id } } }))
}

export function rolesQuery(account: string) {
  return queryOptions({
    queryKey: ['accounts', account, 'roles'],
    queryFn: () =>
      take(client.GET('/api/v1/accounts/{account}/roles', { params: { path: { account } } })),
  })
}

export function setRoles(account: string, roles: { user: string; role: string }[]) {
  return take(
    client.PUT('/api/v1/accounts/{account}/roles', {
      params: { path: { account } },
      body: { roles },
    }),
  )
}
