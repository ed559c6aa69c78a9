/** The deals of an account: what is being bought, how far it is, and when it is decided. */
import { Button, Stack } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { dealsInOrder } from '../kernels/deals'
import { useAccount } from '../parts/account'
import { EmptyState } from '../parts/EmptyState'
import { Sheet } from '../parts/Sheet'
import { DealCard } from './deals/DealCard'

export function DealsView() {
  const { t } = useTranslation()
  const { state, mayEdit, openForm } = useAccount()
  const adding = mayEdit && (
    <Button leftSection={<IconPlus size={18} />} onClick={() => openForm({ form: 'deal' })}>
      {t('deals.add')}
    </Button>
  )
  if (state.deals.length === 0)
    return (
      <EmptyState title={t('deals.emptyTitle')} actions={adding}>
        {t('deals.emptyLead')}
      </EmptyState>
    )
  return (
    <Sheet order={2} title={t('deals.title')} lead={t('deals.lead')} actions={adding}>
      <Stack gap="md">
        {dealsInOrder(state.deals).map((deal) => (
          <DealCard key={deal.id} deal={deal} />
        ))}
      </Stack>
    </Sheet>
  )
}
