/** One seat of a stage: who sits there, with how many votes. */
import { Badge, Group, Text, Tooltip } from '@mantine/core'
import { IconShieldHalfFilled } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Seat } from '../../api/model'
import { sitterName } from '../../kernels/deals'
import { useAccount } from '../../parts/account'
import { useDay } from '../../parts/useDay'
import { RowMenu } from '../panel/RowMenu'
import styles from './Stages.module.css'

export function SeatChip({ seat }: { seat: Seat }) {
  const { t } = useTranslation()
  const { index } = useAccount()
  const day = useDay()
  const name = sitterName(index, seat, day)
  return (
    <div className={styles.seat} data-vacant={name === null || undefined}>
      <Group gap={6} wrap="nowrap" miw={0}>
        {seat.veto && (
          <Tooltip label={t('seat.hasVeto')}>
            <IconShieldHalfFilled
              size={16}
              aria-label={t('seat.hasVeto')}
              style={{ flex: 'none' }}
            />
          </Tooltip>
        )}
        <Text fz="sm" truncate c={name === null ? 'dimmed' : undefined}>
          {name ?? t('sits.vacant')}
        </Text>
        {seat.votes !== 1 && (
          <Badge size="sm" variant="default" tt="none" fw={500} style={{ flex: 'none' }}>
            {t('seat.voteCount', { count: seat.votes })}
          </Badge>
        )}
      </Group>
      <RowMenu
        name={name ?? t('sits.vacant')}
        edit={{ form: 'seat', id: seat.id }}
        end={{ noun: 'seat', id: seat.id, label: t('end.seat') }}
      />
    </div>
  )
}
