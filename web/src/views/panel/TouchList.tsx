/** Contacts between ours and theirs, the newest first. */
import { Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Touch } from '../../api/model'
import { useAccount } from '../../parts/account'
import { useMemberNames } from '../../parts/useMemberNames'
import { PanelSection } from './PanelSection'
import { RowMenu } from './RowMenu'

interface Props {
  touches: Touch[]
  deal?: string
  person?: string
}

export function TouchList({ touches, deal, person }: Props) {
  const { t } = useTranslation()
  const { openForm } = useAccount()
  const newest = [...touches].sort((left, right) => right.on.localeCompare(left.on))
  return (
    <PanelSection
      title={t('touch.title')}
      empty={t('touch.none')}
      add={{ label: t('touch.add'), act: () => openForm({ form: 'touch', deal, person }) }}
    >
      {newest.map((touch) => (
        <TouchRow key={touch.id} touch={touch} isInDeal={deal !== undefined} />
      ))}
    </PanelSection>
  )
}

export function TouchRow({ touch, isInDeal }: { touch: Touch; isInDeal?: boolean }) {
  const { t } = useTranslation()
  const { index } = useAccount()
  const nameOf = useMemberNames()
  const theirs = touch.persons.map((id) => index.person.get(id)?.name ?? '?').join(t('form.comma'))
  const ours = touch.members.map(nameOf).join(t('form.comma'))
  const deal = !isInDeal && touch.deal ? index.deal.get(touch.deal)?.name : null
  return (
    <Group justify="space-between" wrap="nowrap" align="flex-start">
      <Stack gap={2}>
        <Text fz="sm" fw={600}>
          {[touch.on, touch.channel].filter(Boolean).join(' · ')}
        </Text>
        <Text fz="sm">{t('touch.met', { ours, theirs })}</Text>
        {touch.outcome && (
          <Text fz="sm" style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
            {touch.outcome}
          </Text>
        )}
        <Text fz="xs" c="dimmed">
          {[deal, `${touch.tier} · ${t(`tier.${touch.tier}`)}`].filter(Boolean).join(' · ')}
        </Text>
      </Stack>
      <RowMenu
        name={`${touch.on} ${theirs}`}
        edit={{ form: 'touch', id: touch.id }}
        end={{ noun: 'touch', id: touch.id, label: t('end.touch') }}
      />
    </Group>
  )
}
