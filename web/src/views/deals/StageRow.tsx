/** One stage: when it is planned and done, by which rule, who sits there, and what the template advises. */
import { ActionIcon, Badge, Button, Group, Menu, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import {
  IconArmchair,
  IconBook2,
  IconCheck,
  IconDots,
  IconPencil,
  IconRotate,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Seat, Stage, TemplateStage } from '../../api/model'
import { votesOf } from '../../kernels/deals'
import { useAccount } from '../../parts/account'
import { useDay } from '../../parts/useDay'
import { useChanges } from '../forms/useChanges'
import { Guidance } from './Guidance'
import { SeatChip } from './SeatChip'
import styles from './Stages.module.css'

interface Props {
  stage: Stage
  isCurrent: boolean
  guidance: TemplateStage | undefined
}

export function StageRow({ stage, isCurrent, guidance }: Props) {
  const { t } = useTranslation()
  const { index } = useAccount()
  const [isAdvising, { toggle }] = useDisclosure(false)
  const day = useDay()
  const seats = index.seatsOf.get(stage.id) ?? []
  const isLate = !stage.done_on && stage.planned_on && stage.planned_on < day
  return (
    <li
      className={styles.stage}
      data-standing={stage.done_on ? 'done' : isCurrent ? 'current' : undefined}
      aria-current={isCurrent ? 'step' : undefined}
    >
      <span className={styles.mark} aria-hidden>
        {stage.done_on && <IconCheck size={13} stroke={3} />}
      </span>
      <Group justify="space-between" wrap="nowrap" align="flex-start" gap="xs">
        <div>
          <Group gap={8}>
            <span className={styles.name}>{stage.name}</span>
            {seats.length > 0 && <RuleBadge stage={stage} seats={seats} />}
          </Group>
          <Text fz="sm" c="dimmed">
            {[
              stage.done_on
                ? t('stage.wasDone', { day: stage.done_on })
                : stage.planned_on && t('stage.isPlanned', { day: stage.planned_on }),
              isLate && t('stage.late'),
            ]
              .filter(Boolean)
              .join(' · ')}
          </Text>
        </div>
        <Group gap={4} wrap="nowrap">
          {guidance && (
            <Button
              size="compact-sm"
              variant="subtle"
              leftSection={<IconBook2 size={15} stroke={1.6} />}
              aria-expanded={isAdvising}
              aria-label={t('stage.guidanceOf', { stage: stage.name })}
              onClick={toggle}
            >
              {t('stage.guidance')}
            </Button>
          )}
          <StageMenu stage={stage} />
        </Group>
      </Group>
      {guidance && isAdvising && <Guidance stage={guidance} />}
      {seats.length > 0 && (
        <div className={styles.seats}>
          {seats.map((seat) => (
            <SeatChip key={seat.id} seat={seat} />
          ))}
        </div>
      )}
    </li>
  )
}

function RuleBadge({ stage, seats }: { stage: Stage; seats: Seat[] }) {
  const { t } = useTranslation()
  const { rule } = stage
  const words =
    rule.rule === 'quota'
      ? t('rule.quotaOf', { votes: rule.votes, all: votesOf(seats) })
      : t(`rule.${rule.rule}`)
  return (
    <Badge size="sm" variant="light" tt="none" fw={500}>
      {words}
    </Badge>
  )
}

function StageMenu({ stage }: { stage: Stage }) {
  const { t } = useTranslation()
  const { mayEdit, openForm } = useAccount()
  const day = useDay()
  const writing = useChanges({ onDone: () => {} })
  if (!mayEdit) return null
  const finish = (on: string | null) =>
    writing.mutate([{ verb: 'edit_stage', id: stage.id, set: { done_on: on } }])
  return (
    <Menu position="bottom-end" width={190} shadow="md">
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          c="dimmed"
          aria-label={t('panel.actsOn', { name: stage.name })}
        >
          <IconDots size={17} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconArmchair size={15} />}
          onClick={() => openForm({ form: 'seat', stage: stage.id })}
        >
          {t('seat.add')}
        </Menu.Item>
        {stage.done_on ? (
          <Menu.Item leftSection={<IconRotate size={15} />} onClick={() => finish(null)}>
            {t('stage.reopen')}
          </Menu.Item>
        ) : (
          <Menu.Item leftSection={<IconCheck size={15} />} onClick={() => finish(day)}>
            {t('stage.finish')}
          </Menu.Item>
        )}
        <Menu.Item
          leftSection={<IconPencil size={15} />}
          onClick={() => openForm({ form: 'stage', id: stage.id, deal: stage.deal })}
        >
          {t('form.edit')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
