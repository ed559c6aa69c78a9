/** One account: its name, the ways through it, and its forms. */
import { Center } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Outlet, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { accountQuery, stateQuery } from '../api/accounts'
import { presetsQuery } from '../api/presets'
import { ProblemError } from '../api/problem'
import { mayWrite } from '../kernels/roles'
import { AccountProvider, type FormRequest } from '../parts/account'
import { ErrorView } from '../parts/ErrorView'
import { Nowhere } from '../parts/Nowhere'
import { Waiting } from '../parts/Waiting'
import { AccountHeader } from './accounts/AccountHeader'
import { FormDialog } from './forms/FormDialog'

export function AccountView() {
  const { accountId } = useParams({ from: '/signed-in/accounts/$accountId' })
  const account = useQuery(accountQuery(accountId))
  // An account that is not there is asked for once, not list by list.
  const state = useQuery({ ...stateQuery(accountId), enabled: account.isSuccess })
  const presets = useQuery(presetsQuery)
  const [request, setRequest] = useState<FormRequest | null>(null)

  const failed = [account, state, presets].find((query) => query.isError)
  if (failed?.error instanceof ProblemError && failed.error.status === 404)
    return (
      <Center mih="60vh">
        <Nowhere />
      </Center>
    )
  if (failed) return <ErrorView error={failed.error} reset={() => void failed.refetch()} />
  if (!account.data || !state.data || !presets.data) return <Waiting height="60vh" />
  return (
    <AccountProvider
      id={accountId}
      name={account.data.name}
      state={state.data}
      presets={presets.data}
      role={account.data.role}
      mayEdit={mayWrite(account.data.role)}
      openForm={setRequest}
    >
      <AccountHeader />
      <Outlet />
      <FormDialog request={request} onClose={() => setRequest(null)} />
    </AccountProvider>
  )
}
