/** How the account hangs together: sets of key players, brokers, single points of failure, camps. */
import { Group, SegmentedControl, Stack, Table, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { structureQuery } from '../../api/figures'
import type { Structure } from '../../api/model'
import { useAccount } from '../../parts/account'
import { Figure } from './Figure'
import { PersonChip } from './PersonChip'
import styles from './Structure.module.css'
import { StructureCard } from './StructureCard'

export function StructurePart({ deal }: { deal: string | undefined }) {
  const { id } = useAccount()
  const structure = useQuery(structureQuery(id, { deal }))
  return (
    <Figure query={structure}>
      {(told) => (
        <div className={styles.cards}>
          <SetCard told={told} />
          <BrokerCard brokers={told.brokers} />
          <SingleCard told={told} />
          <CampCard camps={told.camps} />
        </div>
      )}
    </Figure>
  )
}

function SetCard({ told }: { told: Structure }) {
  const { t } = useTranslation()
  const [aim, setAim] = useState<'reaching' | 'breaking'>('reaching')
  return (
    <StructureCard title={t('sets.title')} lead={t(`sets.${aim}Lead`)} isWide>
      <SegmentedControl
        mb="sm"
        aria-label={t('sets.title')}
        value={aim}
        onChange={(value) => setAim(value as 'reaching' | 'breaking')}
        data={(['reaching', 'breaking'] as const).map((value) => ({
          value,
          label: t(`sets.${value}`),
        }))}
      />
      <Stack gap={8}>
        {told[aim].map((set) => (
          <Group key={set.size} gap="sm" wrap="nowrap" align="flex-start">
            <Text fz="sm" c="dimmed" w={46} pt={3} style={{ flex: 'none' }}>
              {t('sets.size', { count: set.size })}
            </Text>
            <Group gap={6}>
              {set.people.map((person) => (
                <PersonChip key={person.person} person={person} />
              ))}
            </Group>
          </Group>
        ))}
      </Stack>
      {told[aim].some(({ method }) => method !== 'exact') && (
        <Text fz="xs" c="dimmed" mt="sm">
          {t('sets.greedy')}
        </Text>
      )}
    </StructureCard>
  )
}

const roles = ['gatekeeper', 'representative', 'liaison', 'itinerant', 'coordinator'] as const

function BrokerCard({ brokers }: { brokers: Structure['brokers'] }) {
  const { t } = useTranslation()
  return (
    <StructureCard title={t('brokers.title')} lead={t('brokers.lead')} isWide>
      {brokers.length === 0 ? (
        <Text fz="sm" c="dimmed">
          {t('brokers.none')}
        </Text>
      ) : (
        <Table.ScrollContainer minWidth={620}>
          <Table verticalSpacing={6}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th c="dimmed" fw={550} fz="sm">
                  {t('noun.person')}
                </Table.Th>
                {roles.map((role) => (
                  <Table.Th
                    key={role}
                    c="dimmed"
                    fw={550}
                    fz="sm"
                    ta="right"
                    title={t(`broker.${role}Hint`)}
                  >
                    {t(`broker.${role}`)}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {brokers.slice(0, 12).map((broker) => (
                <Table.Tr key={broker.person}>
                  <Table.Td>
                    <PersonChip person={broker} />
                  </Table.Td>
                  {roles.map((role) => (
                    <Table.Td key={role} ta="right" c={broker.roles[role] ? undefined : 'dimmed'}>
                      {broker.roles[role]}
                    </Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </StructureCard>
  )
}

function SingleCard({ told }: { told: Structure }) {
  const { t } = useTranslation()
  return (
    <StructureCard title={t('single.title')} lead={t('single.lead')}>
      <Group gap={6}>
        {told.single_points.map((person) => (
          <PersonChip key={person.person} person={person} />
        ))}
        {told.single_points.length === 0 && (
          <Text fz="sm" c="dimmed">
            {t('single.none')}
          </Text>
        )}
      </Group>
    </StructureCard>
  )
}

function CampCard({ camps }: { camps: Structure['camps'] }) {
  const { t } = useTranslation()
  return (
    <StructureCard title={t('camps.title')} lead={t('camps.lead')}>
      <Stack gap="sm">
        {camps.map((camp, place) => (
          <div key={camp.people[0]?.person}>
            <Text fz="xs" c="dimmed" mb={4}>
              {t('camps.camp', { number: place + 1, count: camp.people.length })}
            </Text>
            <Group gap={6}>
              {camp.people.map((person) => (
                <PersonChip key={person.person} person={person} />
              ))}
            </Group>
          </div>
        ))}
        {camps.length === 0 && (
          <Text fz="sm" c="dimmed">
            {t('camps.none')}
          </Text>
        )}
      </Stack>
    </StructureCard>
  )
}
