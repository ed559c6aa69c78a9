/** What a user may do, as far as the page shows it; the server decides. */
import type { Me, Role } from '../api/model'

const writing: ReadonlySet<Role> = new Set<Role>(['owner', 'editor', 'contributor'])

export function mayWrite(role: Role): boolean {
  return writing.has(role)
}

/** May this user give roles in an account where he or she has this role? */
export function mayGrant(me: Me | null | undefined, role: Role): boolean {
  return Boolean(me?.user.administrator) || role === 'owner'
}
