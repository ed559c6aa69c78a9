/** How sure we are of a deal: the chance with its band, what it rests on, and what to find out next. */
import { Group, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Deal, Outcome } from '../../api/model'
import { outcomeQuery } from '../../api/outcomes'
import { perCent } from '../../kernels/figures'
import { useAccount } from '../../parts/account'
import { Surface } from '../../parts/Surface'
import { AidNote } from './AidNote'
import styles from './Chance.module.css'
import { ChanceBand } from './ChanceBand'
import { Figure } from './Figure'
import { GapPart } from './GapPart'
import { LearnList } from './LearnList'
import { TrendChart } from './TrendChart'
import { WeightTable } from './WeightTable'
import { WhatIf } from './WhatIf'
import { WorkList } from './WorkList'

export function SurePart({ deal }: { deal: Deal }) {
  const { i18n } = useTranslation()
  const { id } = useAccount()
  const outcome = useQuery(outcomeQuery(id, deal.id, i18n.language))
  return (
    <Figure query={outcome}>
      {(told) => (
        <Stack gap={16}>
          <div className={styles.grid}>
            <ChanceCard told={told} />
            <TrendCard deal={deal.id} />
          </div>
          <LearnList learn={told.learn} />
          <div className={styles.grid}>
            <WeightTable people={told.people} />
            <WhatIf deal={deal.id} told={told} />
          </div>
          <div className={styles.grid}>
            <WorkList work={told.work_on} />
            <GapCard deal={deal.id} />
          </div>
          <AidNote />
        </Stack>
      )}
    </Figure>
  )
}

function ChanceCard({ told }: { told: Outcome }) {
  const { t } = useTranslation()
  const { chance } = told
  const decided = told.stages.filter(({ seats }) => seats > 0)
  return (
    <Surface p="lg">
      <Title order={3} size="h4">
        {t('sure.title')}
      </Title>
      <Group gap="lg" align="flex-end" mt="sm" mb="md">
        <span className={styles.figure}>{perCent(chance.mean)}</span>
        <Text fz="sm" c="dimmed" maw={360}>
          {t('sure.between', { low: perCent(chance.low), high: perCent(chance.high) })}
        </Text>
      </Group>
      <ChanceBand chance={chance} nothing={told.knowing_nothing} />
      <Stack gap={4} mt="md">
        <Text fz="sm">{t('sure.unknowns', { share: perCent(told.from_unknowns) })}</Text>
        <Text fz="sm">{t('sure.nothing', { chance: perCent(told.knowing_nothing) })}</Text>
        {decided.map((stage) => (
          <Text key={stage.stage} fz="sm" c="dimmed">
            {t('sure.stage', {
              stage: stage.name,
              chance: perCent(stage.chance),
              count: stage.seats,
            })}
          </Text>
        ))}
      </Stack>
    </Surface>
  )
}

function TrendCard({ deal }: { deal: string }) {
  const { t } = useTranslation()
  return (
    <Surface p="lg">
      <Title order={3} size="h4">
        {t('sure.trend')}
      </Title>
      <Text fz="sm" c="dimmed" mb="sm">
        {t('sure.trendLead')}
      </Text>
      <TrendChart deal={deal} />
    </Surface>
  )
}

function GapCard({ deal }: { deal: string }) {
  const { t } = useTranslation()
  return (
    <Surface p="lg">
      <Title order={3} size="h4" mb="sm">
        {t('gap.title')}
      </Title>
      <GapPart deal={deal} />
    </Surface>
  )
}
