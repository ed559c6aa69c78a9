/** The accounts one may read, and the ways to get the first one. */
import { Button, Group, SimpleGrid } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconLifebuoy, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { accountsQuery, addDemoAccount } from '../api/accounts'
import { EmptyState } from '../parts/EmptyState'
import { ErrorView } from '../parts/ErrorView'
import { Sheet } from '../parts/Sheet'
import { useWrite } from '../parts/useWrite'
import { Waiting } from '../parts/Waiting'
import { AccountCard } from './accounts/AccountCard'
import { NewAccountDialog } from './accounts/NewAccountDialog'

export function AccountsView() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const accounts = useQuery(accountsQuery)
  const [adding, dialog] = useDisclosure(false)
  const loading = useWrite({
    write: addDemoAccount,
    renew: [accountsQuery.queryKey],
    onDone: (account) =>
      void navigate({ to: '/accounts/$accountId', params: { accountId: account.id } }),
  })
  if (accounts.isPending) return <Waiting />
  if (accounts.isError)
    return <ErrorView error={accounts.error} reset={() => void accounts.refetch()} />
  const ways = (
    <Group>
      <Button
        variant="default"
        leftSection={<IconLifebuoy size={18} stroke={1.6} />}
        loading={loading.isPending}
        onClick={() => loading.mutate()}
      >
        {t('accounts.demo')}
      </Button>
      <Button leftSection={<IconPlus size={18} />} onClick={dialog.open}>
        {t('accounts.add')}
      </Button>
    </Group>
  )
  return (
    <Sheet
      title={t('accounts.title')}
      lead={t('accounts.lead')}
      actions={accounts.data.length > 0 && ways}
    >
      {accounts.data.length === 0 ? (
        <EmptyState title={t('accounts.emptyTitle')} actions={ways}>
          {t('accounts.emptyLead')}
        </EmptyState>
      ) : (
        <SimpleGrid cols={{ base: 1, sm: 2, md: 3 }} spacing="lg">
          {accounts.data.map((account) => (
            <AccountCard key={account.id} account={account} />
          ))}
        </SimpleGrid>
      )}
      <NewAccountDialog opened={adding} onClose={dialog.close} />
    </Sheet>
  )
}
