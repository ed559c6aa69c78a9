/** Who of ours reaches whom, and how well; those on whom the decision rests come first. */
import { Badge, Button, Group, Stack, Table, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { coverageQuery } from '../../api/figures'
import type { Covered } from '../../api/model'
import { rapportWord } from '../../kernels/figures'
import { useAccount } from '../../parts/account'
import { Surface } from '../../parts/Surface'
import { useMemberNames } from '../../parts/useMemberNames'
import { Figure } from './Figure'
import { PersonChip } from './PersonChip'

const few = 20

export function CoveragePart({ deal }: { deal: string | undefined }) {
  const { t } = useTranslation()
  const { id } = useAccount()
  const [isWhole, setWhole] = useState(false)
  const coverage = useQuery(coverageQuery(id, { deal }))
  return (
    <Figure query={coverage}>
      {({ people }) => (
        <>
          <Surface p="xs">
            <Table.ScrollContainer minWidth={560}>
              <Table verticalSpacing={8}>
                <Table.Thead>
                  <Table.Tr>
                    {[t('noun.person'), t('coverage.place'), t('coverage.contacts')].map((head) => (
                      <Table.Th key={head} c="dimmed" fw={550} fz="sm">
                        {head}
                      </Table.Th>
                    ))}
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {people.slice(0, isWhole ? undefined : few).map((covered) => (
                    <CoveredRow key={covered.person} covered={covered} />
                  ))}
                </Table.Tbody>
              </Table>
            </Table.ScrollContainer>
            {people.length === 0 && (
              <Text fz="sm" c="dimmed" p="md">
                {t('coverage.none')}
              </Text>
            )}
          </Surface>
          {people.length > few && !isWhole && (
            <Group justify="center" mt="md">
              <Button variant="light" onClick={() => setWhole(true)}>
                {t('weight.all', { count: people.length })}
              </Button>
            </Group>
          )}
        </>
      )}
    </Figure>
  )
}

function CoveredRow({ covered }: { covered: Covered }) {
  const { t } = useTranslation()
  const nameOf = useMemberNames()
  return (
    <Table.Tr>
      <Table.Td>
        <Group gap={8}>
          <PersonChip person={covered} />
          {covered.decides && (
            <Badge size="sm" variant="light" tt="none" fw={500}>
              {t('coverage.decides')}
            </Badge>
          )}
        </Group>
      </Table.Td>
      <Table.Td>
        <Text fz="sm" c="dimmed">
          {[covered.title, covered.unit].filter(Boolean).join(' · ')}
        </Text>
      </Table.Td>
      <Table.Td>
        <Stack gap={2}>
          {covered.contacts.map((contact) => (
            <Text key={contact.member} fz="sm">
              {`${nameOf(contact.member)} · ${
                contact.rapport == null
                  ? t('rapport.unknown')
                  : t(`rapport.${rapportWord(contact.rapport)}`)
              }`}
              {contact.last_touch_on && (
                <Text span fz="xs" c="dimmed" ml={8}>
                  {t('rapport.lastTouch', { day: contact.last_touch_on })}
                </Text>
              )}
            </Text>
          ))}
          {covered.reached_by === 0 && (
            <Text fz="sm" c="orange">
              {t('flag.uncovered')}
            </Text>
          )}
        </Stack>
      </Table.Td>
    </Table.Tr>
  )
}
