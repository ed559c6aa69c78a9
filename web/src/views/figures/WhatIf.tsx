/** What if somebody stood elsewhere: drag stances and see the chance move. Nothing is saved. */
import { Button, Group, Slider, Stack, Text, Title } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconRotate } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Outcome } from '../../api/model'
import { askWhatIf } from '../../api/outcomes'
import { perCent, points, stanceLevel } from '../../kernels/figures'
import { type Pins, pinnedStances, withPin } from '../../kernels/whatIf'
import { useAccount } from '../../parts/account'
import { problemText } from '../../parts/problemText'
import { RefusalNote } from '../../parts/RefusalNote'
import { Surface } from '../../parts/Surface'
import styles from './Chance.module.css'
import { ChanceBand } from './ChanceBand'

const shown = 8
const restMs = 120

export function WhatIf({ deal, told }: { deal: string; told: Outcome }) {
  const { t } = useTranslation()
  const { id } = useAccount()
  const [pins, setPins] = useState<Pins>({})
  const [settled] = useDebouncedValue(pins, restMs)
  const stances = pinnedStances(settled)
  const asked = useQuery({
    queryKey: ['accounts', id, 'what-if', deal, stances],
    queryFn: ({ signal }) => askWhatIf(id, deal, stances, signal),
    enabled: stances.length > 0,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  })
  const isPinned = Object.keys(pins).length > 0
  const answer = isPinned ? asked.data : undefined
  const believed = answer?.as_believed ?? told.chance
  const byLever = [...told.people].sort((left, right) => right.lever - left.lever).slice(0, shown)
  return (
    <Surface p="lg">
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <Title order={3} size="h4">
          {t('whatIf.title')}
        </Title>
        {isPinned && (
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconRotate size={15} />}
            onClick={() => setPins({})}
          >
            {t('whatIf.reset')}
          </Button>
        )}
      </Group>
      <Text fz="sm" c="dimmed" mb="md">
        {t('whatIf.lead')}
      </Text>
      <div aria-live="polite">
        <Text fw={600} mb={6}>
          {answer
            ? t('whatIf.moved', {
                from: perCent(believed.mean),
                to: perCent(answer.what_if.mean),
                points: points(answer.what_if.mean - believed.mean),
              })
            : t('whatIf.asBelieved', { chance: perCent(told.chance.mean) })}
        </Text>
        <ChanceBand chance={believed} whatIf={answer?.what_if} />
      </div>
      {asked.isError && (
        <RefusalNote
          refusal={{ message: problemText(asked.error, t), show: () => true, clear: () => {} }}
        />
      )}
      <Stack gap={14} mt="md">
        {byLever.map((person) => (
          <StanceSlider
            key={person.person}
            person={person}
            value={pins[person.person]}
            onChange={(value) => setPins((before) => withPin(before, person.person, value))}
          />
        ))}
      </Stack>
    </Surface>
  )
}

interface SliderProps {
  person: Outcome['people'][number]
  value: number | undefined
  onChange: (value: number) => void
}

function StanceSlider({ person, value, onChange }: SliderProps) {
  const { t } = useTranslation()
  const { stance } = person
  const believed = stance && stance.sureness !== 'unknown' ? stance.estimate : null
  // What is unknown stands in the middle for want of another place, and says that it is no belief.
  const isUnknown = value === undefined && believed == null
  const words =
    value !== undefined
      ? t(`stance.${stanceLevel(value)}`)
      : believed == null
        ? t('stance.unknown')
        : t('whatIf.believed', { level: t(`stance.${stanceLevel(believed)}`) })
  return (
    <div>
      <Group justify="space-between" gap="xs">
        <Text fz="sm">{person.name}</Text>
        <Text fz="xs" c="dimmed">
          {words}
        </Text>
      </Group>
      <Slider
        size="sm"
        thumbSize={20}
        thumbChildren={isUnknown ? <span aria-hidden>?</span> : undefined}
        min={-1}
        max={1}
        step={0.1}
        label={null}
        thumbLabel={t('whatIf.stanceOf', { name: person.name })}
        classNames={{ root: styles.stance, bar: styles.stanceBar, thumb: styles.stanceThumb }}
        data-standing={value !== undefined ? 'pinned' : isUnknown ? 'unknown' : 'believed'}
        value={value ?? believed ?? 0}
        onChange={(next) => onChange(Math.round(next * 10) / 10)}
      />
    </div>
  )
}
