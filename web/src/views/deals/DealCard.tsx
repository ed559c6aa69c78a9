/** One deal in the list: its name, how far it is, and when it is decided. */
import { Group, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Deal } from '../../api/model'
import { progressOf } from '../../kernels/deals'
import { useAccount } from '../../parts/account'
import { Surface } from '../../parts/Surface'
import styles from './DealCard.module.css'
import { DealFacts } from './DealFacts'
import { StageTrack } from './StageTrack'

export function DealCard({ deal }: { deal: Deal }) {
  const { t } = useTranslation()
  const { id, index } = useAccount()
  const progress = progressOf(index, deal.id)
  const { current } = progress
  return (
    <Surface p="lg" className={styles.card} data-over={deal.state !== 'open' || undefined}>
      <Stack gap="sm">
        <div>
          <Link
            to="/accounts/$accountId/deals/$dealId"
            params={{ accountId: id, dealId: deal.id }}
            className={styles.name}
          >
            {deal.name}
          </Link>
          <DealFacts deal={deal} />
        </div>
        {progress.stages.length > 0 && (
          <div>
            <StageTrack progress={progress} />
            <Group justify="space-between" mt={8} gap="xs">
              <Text fz="sm">
                {current ? t('deal.now', { stage: current.name }) : t('deal.allDone')}
              </Text>
              <Text fz="sm" c="dimmed">
                {t('deal.doneOf', { done: progress.done, count: progress.stages.length })}
              </Text>
            </Group>
          </div>
        )}
      </Stack>
    </Surface>
  )
}
