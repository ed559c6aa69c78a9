/** What an account without anybody in it says. */
import { Button, Center, Group } from '@mantine/core'
import { IconFileImport, IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../parts/account'
import { EmptyState } from '../../parts/EmptyState'

export function EmptyChart() {
  const { t } = useTranslation()
  const { id, mayEdit, openForm } = useAccount()
  const ways = mayEdit && (
    <Group justify="center">
      <Button
        component={Link}
        to="/accounts/$accountId/import"
        params={{ accountId: id } as never}
        leftSection={<IconFileImport size={18} stroke={1.6} />}
      >
        {t('chart.importList')}
      </Button>
      <Button
        variant="default"
        leftSection={<IconPlus size={18} />}
        onClick={() => openForm({ form: 'unit' })}
      >
        {t('units.add')}
      </Button>
    </Group>
  )
  return (
    <Center flex={1}>
      <EmptyState title={t('chart.emptyTitle')} actions={ways}>
        {mayEdit ? t('chart.emptyLead') : t('chart.emptyLeadReader')}
      </EmptyState>
    </Center>
  )
}
