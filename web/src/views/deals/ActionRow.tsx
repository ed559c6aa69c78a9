/** One action: what, who, by when, and what should change by it. */
import { Checkbox, Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Action } from '../../api/model'
import { useAccount } from '../../parts/account'
import { useDay } from '../../parts/useDay'
import { useMemberNames } from '../../parts/useMemberNames'
import { useChanges } from '../forms/useChanges'
import { RowMenu } from '../panel/RowMenu'

export function ActionRow({ action }: { action: Action }) {
  const { t } = useTranslation()
  const { mayEdit } = useAccount()
  const day = useDay()
  const nameOf = useMemberNames()
  const writing = useChanges({ onDone: () => {} })
  const isLate = !action.done_on && action.due_on && action.due_on < day
  const facts = [
    action.owner && nameOf(action.owner),
    action.done_on
      ? t('action.wasDone', { day: action.done_on })
      : action.due_on && t('action.isDue', { day: action.due_on }),
    isLate && t('stage.late'),
    action.lever,
  ]
  return (
    <Group justify="space-between" wrap="nowrap" align="flex-start">
      <Group wrap="nowrap" align="flex-start" gap="sm">
        <Checkbox
          mt={2}
          size="sm"
          checked={Boolean(action.done_on)}
          disabled={!mayEdit || writing.isPending}
          aria-label={t('action.finish', { action: action.text })}
          onChange={(event) =>
            writing.mutate([
              {
                verb: 'edit_action',
                id: action.id,
                set: { done_on: event.currentTarget.checked ? day : null },
              },
            ])
          }
        />
        <Stack gap={2}>
          <Text fz="sm" c={action.done_on ? 'dimmed' : undefined}>
            {action.text}
          </Text>
          <Text fz="xs" c="dimmed">
            {facts.filter(Boolean).join(' · ')}
          </Text>
          {action.expected_change && (
            <Text fz="xs" c="dimmed">
              {t('action.expects', { change: action.expected_change })}
            </Text>
          )}
        </Stack>
      </Group>
      <RowMenu
        name={action.text}
        edit={{ form: 'action', id: action.id }}
        end={{ noun: 'action', id: action.id, label: t('end.action') }}
      />
    </Group>
  )
}
