/** One account: its name, the ways through it, and its forms. */
import { useQuery } from '@tanstack/react-query'
import { Outlet, useParams } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { accountQuery, stateQuery } from '../api/accounts'
import { presetsQuery } from '../api/presets'
import { meQuery } from '../api/session'
import { mayEditAccount } from '../kernels/roles'
import { AccountProvider, type FormRequest } from '../parts/account'
import { ErrorView } from '../parts/ErrorView'
import { Waiting } from '../parts/Waiting'
import { AccountHeader } from './accounts/AccountHeader'
import { FormDialog } from './forms/FormDialog'

export function AccountView() {
  const { accountId } = useParams({ from: '/signed-in/accounts/$accountId' })
  const account = useQuery(accountQuery(accountId))
  const state = useQuery(stateQuery(accountId))
  const presets = useQuery(presetsQuery)
  const { data: me } = useQuery(meQuery)
  const [request, setRequest] = useState<FormRequest | null>(null)
  const mayEdit = useMemo(() => mayEditAccount(me, accountId), [me, accountId])

  const failed = [account, state, presets].find((query) => query.isError)
  if (failed) return <ErrorView error={failed.error} reset={() => void failed.refetch()} />
  if (!account.data || !state.data || !presets.data) return <Waiting height="60vh" />
  return (
    <AccountProvider
      id={accountId}
      name={account.data.name}
      state={state.data}
      presets={presets.data}
      mayEdit={mayEdit}
      openForm={setRequest}
    >
      <AccountHeader />
      <Outlet />
      <FormDialog request={request} onClose={() => setRequest(null)} />
    </AccountProvider>
  )
}
