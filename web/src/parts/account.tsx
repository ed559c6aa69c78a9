/** The account that the views below it speak of: its state, look-ups, and the forms that change it. */
import { createContext, type ReactNode, use, useMemo } from 'react'
import type { Endable } from '../actions/endRecord'
import type { AccountState, Presets, Role } from '../api/model'
import { type AccountIndex, indexAccount } from '../kernels/accountIndex'

/** What a form is asked to do. */
export type FormRequest =
  | { form: 'account' }
  | { form: 'person'; id?: string; unit?: string; post?: string }
  | { form: 'move'; id: string }
  | { form: 'post'; id?: string; unit?: string }
  | { form: 'unit'; id?: string; parent?: string }
  | { form: 'tenure'; id?: string; person?: string; post?: string }
  | { form: 'line'; id?: string; superior?: string; subordinate?: string }
  | { form: 'claim'; id?: string; person?: string; deal?: string; contradicts?: string }
  | { form: 'deal'; id?: string }
  | { form: 'stage'; id?: string; deal?: string }
  | { form: 'seat'; id?: string; stage?: string }
  | { form: 'touch'; id?: string; deal?: string; person?: string }
  | { form: 'cause'; id?: string; deal?: string; rib?: string; parent?: string }
  | { form: 'action'; id?: string; deal?: string }
  | { form: 'end'; noun: Endable; id: string }

export interface AccountContext {
  id: string
  name: string
  state: AccountState
  index: AccountIndex
  presets: Presets
  role: Role
  mayEdit: boolean
  openForm: (request: FormRequest) => void
}

const Context = createContext<AccountContext | null>(null)

interface Props extends Omit<AccountContext, 'index'> {
  children: ReactNode
}

export function AccountProvider({ children, ...account }: Props) {
  const index = useMemo(() => indexAccount(account.state), [account.state])
  return <Context value={{ ...account, index }}>{children}</Context>
}

/** The account around this part. */
export function useAccount(): AccountContext {
  const account = use(Context)
  if (!account) throw new Error('useAccount is called outside an account view')
  return account
}
