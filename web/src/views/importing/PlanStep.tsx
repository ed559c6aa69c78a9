/** What was found row by row and what would change; here the import is taken or left. */
import { Alert, Button, Group, Stack, Tabs } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconAlertCircle } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { commitImport } from '../../api/imports'
import type { ImportState } from '../../api/model'
import { countBy } from '../../kernels/counting'
import { useAccount } from '../../parts/account'
import { useWrite } from '../../parts/useWrite'
import { useOfferUndo } from '../forms/useChanges'
import { FindingTable } from './FindingTable'
import { PlanCounts } from './PlanCounts'
import { PlanTable } from './PlanTable'

interface Props {
  current: ImportState
  onBack: () => void
  onCancel: () => void
}

export function PlanStep({ current, onBack, onCancel }: Props) {
  const { t } = useTranslation()
  const { id } = useAccount()
  const navigate = useNavigate()
  const offerUndo = useOfferUndo()
  const errors = countBy(current.findings, (finding) => finding.severity).get('error') ?? 0
  const taking = useWrite({
    write: () => commitImport(current.id),
    renew: [['accounts', id]],
    onDone: ({ seq }) => {
      if (seq) offerUndo(seq)
      else notifications.show({ message: t('import.nothingChanged') })
      void navigate({ to: '/accounts/$accountId', params: { accountId: id } })
    },
  })
  return (
    <Stack gap="lg">
      {errors > 0 && (
        <Alert
          color="red"
          variant="light"
          icon={<IconAlertCircle size={18} />}
          title={t('import.refused')}
        >
          {t('import.refusedLead')}
        </Alert>
      )}
      <PlanCounts plan={current.plan} />
      <Tabs defaultValue={current.findings.length > 0 ? 'findings' : 'plan'} keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="findings">
            {t('import.findings', { count: current.findings.length })}
          </Tabs.Tab>
          <Tabs.Tab value="plan">{t('import.plan', { count: current.plan.length })}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="findings">
          <FindingTable findings={current.findings} />
        </Tabs.Panel>
        <Tabs.Panel value="plan">
          <PlanTable plan={current.plan} />
        </Tabs.Panel>
      </Tabs>
      <Group justify="space-between">
        <Button variant="default" onClick={onBack}>
          {t('form.back')}
        </Button>
        <Group>
          <Button variant="subtle" color="red" onClick={onCancel}>
            {t('import.cancel')}
          </Button>
          <Button disabled={errors > 0} loading={taking.isPending} onClick={() => taking.mutate()}>
            {t('import.commit')}
          </Button>
        </Group>
      </Group>
    </Stack>
  )
}
