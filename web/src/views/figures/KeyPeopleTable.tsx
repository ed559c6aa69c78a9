/** The table of key people; on narrow screens each row is a card. */
import { Anchor, Group, Table, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { KeyPerson } from '../../api/model'
import { type PartName, partsShown } from '../../kernels/figures'
import styles from './Figures.module.css'
import { FlagList } from './FlagList'
import { PartBars } from './PartBars'
import { RankBand } from './RankBand'
import { StanceMark } from './StanceMark'

interface Props {
  people: KeyPerson[]
  onOpen: (person: string) => void
}

export function KeyPeopleTable({ people, onOpen }: Props) {
  const { t } = useTranslation()
  const parts = partsShown(people)
  const until = Math.max(
    ...people.map(({ band, position }) => Math.min(band.worst, 3 * position)),
    2,
  )
  return (
    <Table verticalSpacing="sm" highlightOnHover className={styles.table}>
      <Table.Thead>
        <Table.Tr>
          {[t('rank.title'), t('noun.person'), t('part.title'), t('figures.why')].map((head) => (
            <Table.Th key={head} c="dimmed" fw={550} fz="sm">
              {head}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {people.map((person) => (
          <PersonRow
            key={person.person}
            person={person}
            parts={parts}
            until={until}
            onOpen={onOpen}
          />
        ))}
      </Table.Tbody>
    </Table>
  )
}

interface RowProps {
  person: KeyPerson
  parts: readonly PartName[]
  until: number
  onOpen: (person: string) => void
}

function PersonRow({ person, parts, until, onOpen }: RowProps) {
  return (
    <Table.Tr className={styles.person} onClick={() => onOpen(person.person)}>
      <Table.Td>
        <RankBand position={person.position} band={person.band} until={until} />
      </Table.Td>
      <Table.Td>
        <Group gap={8}>
          <Anchor
            component="button"
            type="button"
            fw={600}
            onClick={(event) => {
              event.stopPropagation()
              onOpen(person.person)
            }}
          >
            {person.name}
          </Anchor>
          <StanceMark stance={person.stance} />
        </Group>
        <Text fz="xs" c="dimmed" mb={4}>
          {[person.title, person.unit].filter(Boolean).join(' · ')}
        </Text>
        <FlagList flags={person.flags} />
      </Table.Td>
      <Table.Td data-wide miw={parts.length * 66}>
        <PartBars parts={person.parts} shown={parts} />
      </Table.Td>
      <Table.Td data-wide>
        <ul className={styles.why}>
          {person.reasons.map((reason) => (
            <li key={reason.text}>{reason.text}</li>
          ))}
        </ul>
      </Table.Td>
    </Table.Tr>
  )
}
