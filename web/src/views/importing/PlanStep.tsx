/** What was found row by row and what would change; here the import is taken or left. */
import { Alert, Button, Group, Stack, Tabs } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconAlertCircle } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { commitImport } from '../../api/imports'
import type { ImportState } from '../../api/model'
import { findingsOf } from '../../kernels/importDraft'
import { requestKey } from '../../kernels/requestKey'
import { useAccount } from '../../parts/account'
import { problemText } from '../../parts/problemText'
import { useWrite } from '../../parts/useWrite'
import { useOfferUndo } from '../forms/useChanges'
import { Busy } from './Busy'
import { FindingTable } from './FindingTable'
import { GoneCard } from './GoneCard'
import { PlanCounts } from './PlanCounts'
import { RowTable } from './RowTable'

interface Props {
  current: ImportState
  busy: boolean
  error: unknown
  onEndMissing: (day: string | null) => void
  onBack: () => void
  onCancel: () => void
}

export function PlanStep({ current, busy, error, onEndMissing, onBack, onCancel }: Props) {
  const { t } = useTranslation()
  const { id } = useAccount()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const offerUndo = useOfferUndo()
  const [request] = useState(requestKey)
  const { report } = current
  const findings = findingsOf(current)
  const isRefused = !report
  const taking = useWrite({
    write: () => commitImport(current.id, request),
    renew: [['accounts', id]],
    onDone: ({ batch }) => {
      // A picture of before would be shown, and looked at from there, until the new one is drawn.
      queries.removeQueries({ queryKey: ['accounts', id, 'diagrams'] })
      if (batch) offerUndo(batch)
      else notifications.show({ message: t('import.nothingChanged') })
      void navigate({ to: '/accounts/$accountId', params: { accountId: id } })
    },
  })
  return (
    <Stack gap="lg">
      {isRefused && (
        <Alert
          color="red"
          variant="light"
          icon={<IconAlertCircle size={18} />}
          title={t('import.refused')}
        >
          {t('import.refusedLead')}
        </Alert>
      )}
      {Boolean(error) && (
        <Alert color="red" variant="light" role="alert" icon={<IconAlertCircle size={18} />}>
          {problemText(error, t)}
        </Alert>
      )}
      {report && <PlanCounts report={report} />}
      {report && report.gone.length > 0 && (
        <GoneCard
          gone={report.gone}
          endsOn={current.options.end_missing ?? null}
          busy={busy}
          onEndMissing={onEndMissing}
        />
      )}
      <Tabs defaultValue={findings.length > 0 ? 'findings' : 'rows'} keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="findings">{t('import.findings', { count: findings.length })}</Tabs.Tab>
          <Tabs.Tab value="rows">{t('import.rows', { count: report?.rows.length ?? 0 })}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="findings">
          <FindingTable findings={findings} />
        </Tabs.Panel>
        <Tabs.Panel value="rows">
          <RowTable rows={report?.rows ?? []} />
        </Tabs.Panel>
      </Tabs>
      {taking.isPending && <Busy request={request} label={t('import.writing')} />}
      <Group justify="space-between">
        <Button variant="default" onClick={onBack}>
          {t('form.back')}
        </Button>
        <Group>
          <Button variant="subtle" color="red" onClick={onCancel}>
            {t('import.cancel')}
          </Button>
          <Button
            disabled={isRefused || busy}
            loading={taking.isPending}
            onClick={() => taking.mutate()}
          >
            {t('import.commit')}
          </Button>
        </Group>
      </Group>
    </Stack>
  )
}
