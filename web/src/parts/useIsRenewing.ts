/** Whether the lists of the account at hand are being fetched anew, so that what they lack may be on its way. */
import { useIsFetching } from '@tanstack/react-query'
import { stateQuery } from '../api/accounts'
import { useAccount } from './account'

export function useIsRenewing(): boolean {
  const { id } = useAccount()
  return useIsFetching({ queryKey: stateQuery(id).queryKey, exact: true }) > 0
}
