/** Key people in their order, each with band, parts, flags and reasons; a click opens what is behind the numbers. */
import { Button, Group, Text } from '@mantine/core'
import { IconHierarchy3 } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { keyPeopleQuery } from '../../api/figures'
import { useAccount } from '../../parts/account'
import { EmptyState } from '../../parts/EmptyState'
import { Surface } from '../../parts/Surface'
import { Figure } from './Figure'
import { KeyPeopleTable } from './KeyPeopleTable'
import { WhyDrawer } from './WhyDrawer'

interface Props {
  deal: string | undefined
  person: string | undefined
  onPerson: (person: string | undefined) => void
}

const few = 15

export function KeyPeoplePart({ deal, person, onPerson }: Props) {
  const { t, i18n } = useTranslation()
  const { id } = useAccount()
  const [top, setTop] = useState(few)
  const keyPeople = useQuery({
    ...keyPeopleQuery(id, { deal, top }, i18n.language),
    placeholderData: (former) => former,
  })
  return (
    <>
      <Figure query={keyPeople}>
        {(told) =>
          told.people.length === 0 ? (
            <EmptyState title={t('figures.nobody')} />
          ) : (
            <>
              <Group justify="space-between" mb="sm">
                <Text fz="sm" c="dimmed">
                  {t('figures.rests', { known: told.stances_known, all: told.people_in_all })}
                </Text>
                <Button
                  size="compact-sm"
                  variant="subtle"
                  leftSection={<IconHierarchy3 size={16} stroke={1.6} />}
                  renderRoot={(props) => (
                    <Link
                      {...props}
                      to="/accounts/$accountId"
                      params={{ accountId: id }}
                      search={{
                        mark: told.people
                          .slice(0, 10)
                          .map((key) => key.person)
                          .join(','),
                      }}
                    />
                  )}
                >
                  {t('figures.markTop')}
                </Button>
              </Group>
              <Surface style={{ overflow: 'hidden' }}>
                <KeyPeopleTable people={told.people} onOpen={onPerson} />
              </Surface>
              {told.people.length < told.people_in_all && (
                <Group justify="center" mt="md">
                  <Button
                    variant="light"
                    loading={keyPeople.isFetching}
                    onClick={() => setTop(top === few ? 50 : 1000)}
                  >
                    {t('figures.more')}
                  </Button>
                </Group>
              )}
            </>
          )
        }
      </Figure>
      <WhyDrawer person={person} deal={deal} onClose={() => onPerson(undefined)} />
    </>
  )
}
