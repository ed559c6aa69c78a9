/** One batch of the journal: when, by whom, what. */
import { Button, Group, List, Text } from '@mantine/core'
import { IconArrowBackUp } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Change, JournalEntry } from '../../api/model'
import { countBy } from '../../kernels/counting'
import { momentText } from '../../kernels/moments'
import { subjectName } from '../../kernels/subjects'
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
  return (
    <Surface p="lg">
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <div>
          <Text fw={600}>
            {batch.undoes ? t('history.undoOf', { seq: batch.undoes }) : headline(batch, t)}
          </Text>
          <Text fz="sm" c="dimmed">
            {t('history.line', {
              seq: batch.seq,
              when: momentText(batch.at, i18n.language),
              who: batch.by_name || t('history.operator'),
            })}
          </Text>
        </div>
        {mayEdit && (
          <Button
            size="xs"
            variant="light"
            leftSection={<IconArrowBackUp size={15} />}
            loading={busy}
            aria-label={t('history.undoSeq', { seq: batch.seq })}
            onClick={onUndo}
          >
            {t('history.undo')}
          </Button>
        )}
      </Group>
      <ChangeList changes={batch.changes as Change[]} />
    </Surface>
  )
}

function ChangeList({ changes }: { changes: Change[] }) {
  const { t } = useTranslation()
  const { index } = useAccount()
  if (changes.length === 0) return null
  return (
    <List fz="sm" mt="sm" spacing={2} c="dimmed">
      {changes.slice(0, most).map((change, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a batch is a fixed list.
        <List.Item key={place}>
          {t(`verb.${change.verb}` as 'verb.add_unit', { defaultValue: change.verb })}
          {subjectName(change, index) && ` · ${subjectName(change, index)}`}
        </List.Item>
      ))}
      {changes.length > most && (
        <List.Item>{t('history.more', { count: changes.length - most })}</List.Item>
      )}
    </List>
  )
}

function headline(batch: JournalEntry, t: ReturnType<typeof useTranslation>['t']): string {
  const verbs = [...countBy(batch.changes, (change) => change.verb)]
  if (verbs.length === 0) return t('history.count', { count: 0 })
  return verbs
    .slice(0, 3)
    .map(([verb, count]) => {
      const words = t(`verb.${verb}` as 'verb.add_unit', { defaultValue: verb })
      return count > 1 ? `${words} × ${count}` : words
    })
    .join(t('form.comma'))
}
