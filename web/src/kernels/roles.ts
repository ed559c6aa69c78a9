/** What a user may do, as far as the page shows it; the server decides. */
import type { Me } from '../api/model'

const writing = new Set(['owner', 'editor', 'contributor'])

/** The user's role in this account, if any. */
export function roleIn(me: Me | null | undefined, account: string): string | undefined {
  return me?.roles.find((role) => role.account === account)?.role
}

export function mayEditAccount(me: Me | null | undefined, account: string): boolean {
  return writing.has(roleIn(me, account) ?? '')
}

export function mayGrant(me: Me | null | undefined, account: string): boolean {
  return Boolean(me?.user.administrator) || roleIn(me, account) === 'owner'
}
