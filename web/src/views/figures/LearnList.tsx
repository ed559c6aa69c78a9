/** What to learn next: the question, what the answer would be worth, and who of ours could ask whom. */
import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core'
import { IconLock, IconMessageQuestion } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Outcome } from '../../api/model'
import { perCent } from '../../kernels/figures'
import { useAccount } from '../../parts/account'
import { Surface } from '../../parts/Surface'
import { useMemberNames } from '../../parts/useMemberNames'
import { Meter } from './Meter'

type Learn = Outcome['learn'][number]

const few = 6

export function LearnList({ learn }: { learn: Learn[] }) {
  const { t } = useTranslation()
  const [isWhole, setWhole] = useState(false)
  // What rounds to nothing is not worth a question.
  const worth = learn.filter((fact) => Math.round(fact.value * 100) >= 1)
  return (
    <Surface p="lg">
      <Title order={3} size="h4">
        {t('learn.title')}
      </Title>
      <Text fz="sm" c="dimmed" mb="md">
        {t('learn.lead')}
      </Text>
      <Stack gap="md">
        {worth.slice(0, isWhole ? undefined : few).map((fact) => (
          <LearnRow key={fact.person ?? fact.seat} fact={fact} />
        ))}
        {worth.length === 0 && (
          <Text fz="sm" c="dimmed">
            {t('learn.none')}
          </Text>
        )}
        {worth.length > few && !isWhole && (
          <Button
            variant="subtle"
            size="compact-sm"
            style={{ alignSelf: 'flex-start' }}
            onClick={() => setWhole(true)}
          >
            {t('learn.more', { count: worth.length - few })}
          </Button>
        )}
      </Stack>
    </Surface>
  )
}

function LearnRow({ fact }: { fact: Learn }) {
  const { t } = useTranslation()
  const { index } = useAccount()
  const nameOf = useMemberNames()
  return (
    <Group wrap="nowrap" align="flex-start" gap="sm">
      <IconMessageQuestion
        size={20}
        stroke={1.5}
        style={{ flex: 'none', marginTop: 1 }}
        aria-hidden
      />
      <Stack gap={6} flex={1}>
        <Group justify="space-between" gap="xs">
          <Text fw={550}>{fact.question}</Text>
          <Meter share={fact.value} label={t('learn.value', { share: perCent(fact.value) })} />
        </Group>
        {fact.quiet ? (
          <Alert variant="light" color="orange" p="xs" icon={<IconLock size={16} />}>
            {fact.quiet.until
              ? t('quiet.until', { reason: fact.quiet.reason, day: fact.quiet.until })
              : t('quiet.open', { reason: fact.quiet.reason })}
          </Alert>
        ) : (
          <Text fz="sm" c="dimmed">
            {fact.ask.length > 0
              ? fact.ask
                  .map((ask) =>
                    t('learn.ask', {
                      member: nameOf(ask.member),
                      person: index.person.get(ask.asks)?.name ?? '?',
                      chance: perCent(ask.chance),
                    }),
                  )
                  .join(t('learn.or'))
              : fact.person
                ? t('learn.nobody')
                : t('learn.publicly')}
          </Text>
        )}
      </Stack>
    </Group>
  )
}
