/** Sets fields of the account itself. */
import type { Account, Change, QuietPeriod } from '../api/model'
import { changedFields, textOrNull } from '../kernels/changedFields'

export interface AccountFields {
  name: string
  kind: string
  quietPeriods: QuietPeriod[]
}

export function editAccount(
  account: Pick<Account, 'name' | 'kind' | 'quiet_periods'>,
  { name, kind, quietPeriods }: AccountFields,
): Change[] {
  const set = changedFields(account, {
    name: name.trim(),
    kind: textOrNull(kind),
    quiet_periods: quietPeriods.map(({ span, reason }) => ({ span, reason: reason.trim() })),
  })
  return Object.keys(set).length === 0 ? [] : [{ verb: 'edit_account', set }]
}
