/** What each person's stance means for the outcome: how much doubt it carries, and how far it could move the chance. */
import { Table, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Outcome } from '../../api/model'
import { perCent, points } from '../../kernels/figures'
import { Surface } from '../../parts/Surface'
import { Meter } from './Meter'
import { PersonChip } from './PersonChip'
import { StanceMark } from './StanceMark'

const few = 10

export function WeightTable({ people }: { people: Outcome['people'] }) {
  const { t } = useTranslation()
  const [isWhole, setWhole] = useState(false)
  const most = Math.max(...people.map(({ lever }) => lever), 0.01)
  return (
    <Surface p="lg">
      <Title order={3} size="h4">
        {t('weight.title')}
      </Title>
      <Text fz="sm" c="dimmed" mb="sm">
        {t('weight.lead')}
      </Text>
      <Table.ScrollContainer minWidth={330}>
        <Table verticalSpacing={6} horizontalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              {[t('noun.person'), t('statement.stance'), t('weight.doubt'), t('weight.lever')].map(
                (head) => (
                  <Table.Th key={head} c="dimmed" fw={550} fz="sm">
                    {head}
                  </Table.Th>
                ),
              )}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {people.slice(0, isWhole ? undefined : few).map((person) => (
              <Table.Tr key={person.person}>
                <Table.Td>
                  <PersonChip person={person} />
                </Table.Td>
                <Table.Td>
                  <StanceMark stance={person.stance} />
                </Table.Td>
                <Table.Td>
                  <Meter share={person.doubt} label={perCent(person.doubt)} width={72} />
                </Table.Td>
                <Table.Td>
                  <Meter
                    share={person.lever / most}
                    label={t('weight.points', { points: points(person.lever) })}
                    tone="lever"
                    width={72}
                  />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {people.length > few && (
        <Text
          component="button"
          type="button"
          fz="sm"
          c="var(--mantine-color-anchor)"
          bg="none"
          bd={0}
          style={{ cursor: 'pointer' }}
          onClick={() => setWhole(!isWhole)}
        >
          {isWhole ? t('weight.fewer') : t('weight.all', { count: people.length })}
        </Text>
      )}
    </Surface>
  )
}
