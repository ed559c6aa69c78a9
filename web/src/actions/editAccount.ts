/** Sets fields of the account itself. */
import type { Account, Change } from '../api/model'
import { changedFields, textOrNull } from '../kernels/changedFields'

export interface AccountFields {
  name: string
  kind: string
}

export function editAccount(
  account: Pick<Account, 'name' | 'kind'>,
  { name, kind }: AccountFields,
): Change[] {
  const set = changedFields(account, { name: name.trim(), kind: textOrNull(kind) })
  return Object.keys(set).length === 0 ? [] : [{ verb: 'edit_account', set }]
}
