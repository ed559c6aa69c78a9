/** A deal's state, procurement mode, award day, and whether contact is locked today. */
import { Badge, Group, Text } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Deal } from '../../api/model'
import { daysBetween } from '../../kernels/days'
import { quietOn } from '../../kernels/deals'
import { useDay } from '../../parts/useDay'

const colours = { open: 'sea', won: 'teal', lost: 'gray', cancelled: 'gray' }

export function DealFacts({ deal }: { deal: Deal }) {
  const { t } = useTranslation()
  const day = useDay()
  const quiet = quietOn(deal.quiet_periods, day)
  const away = deal.award_on ? daysBetween(day, deal.award_on) : null
  const award =
    deal.award_on &&
    (away !== null && away > 0 && deal.state === 'open'
      ? t('deal.awardIn', { day: deal.award_on, count: away })
      : t('deal.awardAt', { day: deal.award_on }))
  return (
    <Group gap="xs" mt={6}>
      <Badge variant="light" color={colours[deal.state]} tt="none" fw={550}>
        {t(`dealState.${deal.state}`)}
      </Badge>
      {quiet && (
        <Badge
          variant="light"
          color="orange"
          tt="none"
          fw={550}
          leftSection={<IconLock size={12} />}
        >
          {quiet.span.until ? t('deal.quietUntil', { day: quiet.span.until }) : t('deal.quietNow')}
        </Badge>
      )}
      <Text fz="sm" c="dimmed">
        {[deal.procurement_mode, award].filter(Boolean).join(' · ')}
      </Text>
    </Group>
  )
}
