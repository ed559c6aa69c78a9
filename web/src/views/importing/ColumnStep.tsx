/** How the columns were understood, to be corrected; purpose and ground in law once where there are notes. */
import { Alert, Button, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { IconAlertCircle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ImportState } from '../../api/model'
import { problemText } from '../../parts/problemText'
import { Surface } from '../../parts/Surface'
import { BasisField, PurposeField } from '../forms/lawfulFields'
import { ColumnTable } from './ColumnTable'

interface Props {
  current: ImportState
  busy: boolean
  error: unknown
  onCorrect: (body: { columns?: unknown; purpose?: string; basis?: string }) => void
  onBack: () => void
  onNext: () => void
}

export function ColumnStep({ current, busy, error, onCorrect, onBack, onNext }: Props) {
  const { t } = useTranslation()
  return (
    <Stack gap="lg">
      <Text>{t('import.understood', { name: current.file_name, count: current.rows })}</Text>
      {Boolean(error) && (
        <Alert color="red" variant="light" role="alert" icon={<IconAlertCircle size={18} />}>
          {problemText(error, t)}
        </Alert>
      )}
      <ColumnTable
        columns={current.columns}
        busy={busy}
        onChange={(index, field) =>
          onCorrect({
            columns: current.columns.map((column) =>
              column.index === index ? { ...column, field } : column,
            ),
          })
        }
      />
      {current.has_notes && (
        <Surface p="lg">
          <Title order={2} fz="md" mb={4}>
            {t('import.notesTitle')}
          </Title>
          <Text fz="sm" c="dimmed" mb="md">
            {t('import.notesLead')}
          </Text>
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <PurposeField
              value={current.purpose ?? null}
              onChange={(purpose) => onCorrect({ purpose: purpose ?? undefined })}
            />
            <BasisField
              value={current.basis ?? null}
              onChange={(basis) => onCorrect({ basis: basis ?? undefined })}
            />
          </SimpleGrid>
        </Surface>
      )}
      <Group justify="space-between">
        <Button variant="default" onClick={onBack}>
          {t('import.other')}
        </Button>
        <Button
          onClick={onNext}
          loading={busy}
          disabled={current.has_notes && (!current.purpose || !current.basis)}
        >
          {t('import.toPreview')}
        </Button>
      </Group>
    </Stack>
  )
}
