/** Whom to work on: who could move the chance, and how reliably we reach them. */
import { Group, Stack, Text, Title } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Outcome } from '../../api/model'
import { perCent, points } from '../../kernels/figures'
import { Surface } from '../../parts/Surface'
import { PersonChip } from './PersonChip'

const most = 8

export function WorkList({ work }: { work: Outcome['work_on'] }) {
  const { t } = useTranslation()
  const moving = work.filter((person) => Math.round(person.lever * 100) >= 1).slice(0, most)
  return (
    <Surface p="lg">
      <Title order={3} size="h4">
        {t('work.title')}
      </Title>
      <Text fz="sm" c="dimmed" mb="md">
        {t('work.lead')}
      </Text>
      <Stack gap="sm">
        {moving.map((person) => (
          <Group key={person.person} justify="space-between" gap="xs">
            <PersonChip person={person} />
            <Text fz="sm" c="dimmed">
              {[
                t('work.lever', { points: points(person.lever) }),
                person.quiet
                  ? null
                  : person.access == null
                    ? t('work.noAccess')
                    : t('work.access', { chance: perCent(person.access) }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </Text>
            {person.quiet && (
              <Text fz="xs" c="orange" w="100%">
                <IconLock size={12} aria-hidden />{' '}
                {person.quiet.until
                  ? t('quiet.until', { reason: person.quiet.reason, day: person.quiet.until })
                  : t('quiet.open', { reason: person.quiet.reason })}
              </Text>
            )}
          </Group>
        ))}
        {moving.length === 0 && (
          <Text fz="sm" c="dimmed">
            {t('work.none')}
          </Text>
        )}
      </Stack>
    </Surface>
  )
}
