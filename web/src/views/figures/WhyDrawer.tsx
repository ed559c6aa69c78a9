/** What is behind a person's numbers: seats, ties, lines and beliefs, each open to its claims. */
import { Button, Drawer, Group, Stack, Text } from '@mantine/core'
import { IconHierarchy3, IconRoute } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { whyQuery } from '../../api/figures'
import type { Why } from '../../api/model'
import { partNames, perCent, points } from '../../kernels/figures'
import { useAccount } from '../../parts/account'
import { AidNote } from './AidNote'
import { BeliefSection } from './BeliefSection'
import { ContactSection } from './ContactSection'
import { Figure } from './Figure'
import { FlagList } from './FlagList'
import { PartBars } from './PartBars'
import { RankBand } from './RankBand'
import { StanceMark } from './StanceMark'
import { TieSection } from './TieSection'
import { WhySection } from './WhySection'

interface Props {
  person: string | undefined
  deal: string | undefined
  onClose: () => void
}

export function WhyDrawer({ person, deal, onClose }: Props) {
  const { t } = useTranslation()
  const { index } = useAccount()
  const name = index.person.get(person ?? '')?.name ?? ''
  return (
    <Drawer
      opened={person !== undefined}
      onClose={onClose}
      position="right"
      size={560}
      title={name && t('why.title', { name })}
      closeButtonProps={{ 'aria-label': t('form.close') }}
      styles={{
        title: { fontWeight: 600 },
        content: { background: 'var(--surface)' },
        header: { background: 'var(--surface)' },
      }}
    >
      {person && <WhyBody person={person} deal={deal} />}
    </Drawer>
  )
}

function WhyBody({ person, deal }: { person: string; deal: string | undefined }) {
  const { i18n } = useTranslation()
  const { id } = useAccount()
  const why = useQuery(whyQuery(id, person, { deal }, i18n.language))
  return (
    <Figure query={why}>
      {(told) => (
        <Stack gap="lg">
          <WhyHead why={told} />
          <SeatSection why={told} />
          <TieSection ties={told.ties} lines={told.lines} />
          <BeliefSection beliefs={told.beliefs} roles={told.roles} />
          <ContactSection contacts={told.contacts} />
          <AidNote />
        </Stack>
      )}
    </Figure>
  )
}

function WhyHead({ why }: { why: Why }) {
  const { t } = useTranslation()
  const { id } = useAccount()
  const { person } = why
  const marked = [person.person, ...why.ties.map((tie) => tie.other)]
  const facts = [
    why.decision_level != null && t('why.level', { count: why.decision_level }),
    why.doubt != null && t('why.doubt', { share: perCent(why.doubt) }),
    why.lever != null && t('why.lever', { points: points(why.lever) }),
  ]
  const shown = partNames.filter((name) => name !== 'lever' || why.deal)
  return (
    <Stack gap="sm">
      <Text fz="sm" c="dimmed">
        {[person.title, person.unit].filter(Boolean).join(' · ')}
      </Text>
      <Group gap="md">
        <RankBand position={person.position} band={person.band} until={why.among} />
        <Text fz="sm" c="dimmed">
          {t('why.among', { count: why.among })}
        </Text>
        <StanceMark stance={person.stance} />
      </Group>
      <FlagList flags={person.flags} />
      <PartBars parts={person.parts} shown={shown} />
      <Stack gap={2}>
        {facts.filter(Boolean).map((fact) => (
          <Text key={String(fact)} fz="sm">
            {fact}
          </Text>
        ))}
      </Stack>
      <Group gap="xs">
        <Button
          size="xs"
          variant="light"
          leftSection={<IconHierarchy3 size={15} stroke={1.6} />}
          renderRoot={(props) => (
            <Link
              {...props}
              to="/accounts/$accountId"
              params={{ accountId: id }}
              search={{ select: `person:${person.person}`, mark: [...new Set(marked)].join(',') }}
            />
          )}
        >
          {t('why.onChart')}
        </Button>
        <Button
          size="xs"
          variant="light"
          leftSection={<IconRoute size={15} stroke={1.6} />}
          renderRoot={(props) => (
            <Link
              {...props}
              to="/accounts/$accountId/key-people"
              params={{ accountId: id }}
              search={{ part: 'paths', to: person.person, deal: why.deal ?? undefined }}
            />
          )}
        >
          {t('why.path')}
        </Button>
      </Group>
    </Stack>
  )
}

function SeatSection({ why }: { why: Why }) {
  const { t } = useTranslation()
  return (
    <WhySection title={t('why.seats')} empty={t('why.noSeats')}>
      {why.seats.map((seat) => (
        <Text key={seat.text} fz="sm">
          {seat.text}
        </Text>
      ))}
    </WhySection>
  )
}
