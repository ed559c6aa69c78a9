/** One batch of the journal: when, by whom, what. */
import { Badge, Box, Button, Group, List, Text } from '@mantine/core'
import { IconArrowBackUp } from '@tabler/icons-react'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { JournalEntry } from '../../api/model'
import { countBy } from '../../kernels/counting'
import { momentText } from '../../kernels/moments'
import { recordName, subjectName } from '../../kernels/subjects'
import { isCutOff, touchedKinds } from '../../kernels/touched'
import { useAccount } from '../../parts/account'
import { Surface } from '../../parts/Surface'

interface Props {
  batch: JournalEntry
  busy: boolean
  onUndo: () => void
}

const most = 6

export function BatchCard({ batch, busy, onUndo }: Props) {
  const { t, i18n } = useTranslation()
  const { mayEdit } = useAccount()
  const when = momentText(batch.at, i18n.language)
  const title = headline(batch, t)
  return (
    <Surface p="lg">
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <Box miw={0} flex={1} style={{ overflowWrap: 'anywhere' }}>
          <Text fw={600}>{title}</Text>
          <Text fz="sm" c="dimmed">
            {when} · {batch.by_name || t('history.operator')}
          </Text>
        </Box>
        {batch.undone_by ? (
          <Badge flex="none" variant="light" color="gray" c="dimmed" tt="none" fw={500}>
            {t('history.wasUndone')}
          </Badge>
        ) : (
          mayEdit &&
          batch.kind !== 'erasure' && (
            <Button
              size="xs"
              flex="none"
              variant="light"
              leftSection={<IconArrowBackUp size={15} />}
              loading={busy}
              aria-label={t('history.undoNamed', { title, when })}
              onClick={onUndo}
            >
              {t('history.undo')}
            </Button>
          )
        )}
      </Group>
      <Details batch={batch} />
    </Surface>
  )
}

function Details({ batch }: { batch: JournalEntry }) {
  const { t } = useTranslation()
  const { index } = useAccount()
  const lines =
    batch.changes.length > 0
      ? batch.changes.map((change) =>
          [verbText(change.verb, t), subjectName(change, index)].filter(Boolean).join(' · '),
        )
      : batch.touched.map((record) => recordName(record, index)).filter(Boolean)
  // An import or an undo tells no changes one by one: how many records of each kind is said first.
  const kinds = batch.changes.length > 0 ? [] : touchedKinds(batch.touched, index)
  const counts = kinds
    .map(({ kind, count }) => t('history.kind', { kind: t(`touched.${kind}`), count }))
    .join(' · ')
  return (
    <>
      {counts && (
        <Text fz="sm" mt="sm">
          {isCutOff(batch) ? t('history.atLeast', { counts }) : counts}
        </Text>
      )}
      {lines.length > 0 && <Lines lines={lines} />}
    </>
  )
}

function Lines({ lines }: { lines: string[] }) {
  const { t } = useTranslation()
  return (
    <List fz="sm" mt="sm" spacing={2} c="dimmed">
      {lines.slice(0, most).map((line, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a batch is a fixed list.
        <List.Item key={place}>{line}</List.Item>
      ))}
      {lines.length > most && (
        <List.Item>{t('history.more', { count: lines.length - most })}</List.Item>
      )}
    </List>
  )
}

function headline(batch: JournalEntry, t: TFunction): string {
  if (batch.kind === 'import') return t('history.imported', { name: batch.file_name ?? '' })
  if (batch.kind === 'undo') return t('history.undidOne')
  if (batch.kind === 'erasure') return t('history.erased')
  return [...countBy(batch.changes, (change) => change.verb)]
    .slice(0, 3)
    .map(([verb, count]) => (count > 1 ? `${verbText(verb, t)} × ${count}` : verbText(verb, t)))
    .join(t('form.comma'))
}

function verbText(verb: string, t: TFunction): string {
  return t(`verb.${verb}` as 'verb.add_unit', { defaultValue: verb })
}
