/** The people of an account as a table that one can search. */
import { Anchor, Text } from '@mantine/core'
import { IconUserPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { unitPath } from '../kernels/accountIndex'
import { peopleInOrder } from '../kernels/order'
import { heldPosts } from '../kernels/standing'
import { useAccount } from '../parts/account'
import { useDay } from '../parts/useDay'
import { FindTable } from './people/FindTable'

export function PeopleView() {
  const { t } = useTranslation()
  const { id, state, index } = useAccount()
  const day = useDay()
  const rows = useMemo(
    () =>
      peopleInOrder(state, index).map((person) => {
        const posts = heldPosts(index, person.id, day)
        const titles = posts
          .map((post) => post.title)
          .filter(Boolean)
          .join('、')
        const units = posts.map((post) => unitPath(index, post.unit).join(' / ')).join('; ')
        const numbers = [person.phone, person.mobile].filter(Boolean).join(', ')
        return {
          id: person.id,
          texts: [person.name, ...person.aliases, titles, units, person.email ?? '', numbers],
          cells: [
            <Anchor
              key="name"
              fw={550}
              renderRoot={(props) => (
                <Link
                  {...props}
                  to="/accounts/$accountId"
                  params={{ accountId: id }}
                  search={{ select: `person:${person.id}` }}
                />
              )}
            >
              {person.name}
            </Anchor>,
            titles,
            units,
            <Text key="contact" fz="sm" c="dimmed">
              {[person.email, numbers].filter(Boolean).join(' · ')}
            </Text>,
          ],
        }
      }),
    [id, state, index, day],
  )
  return (
    <FindTable
      title={t('people.title')}
      count={t('people.count', { count: state.people.length })}
      head={[t('person.name'), t('noun.post'), t('noun.unit'), t('people.contact')]}
      rows={rows}
      add={{
        label: t('people.add'),
        form: { form: 'person' },
        icon: <IconUserPlus size={18} stroke={1.6} />,
      }}
      emptyTitle={t('people.emptyTitle')}
      emptyLead={t('chart.emptyLead')}
    />
  )
}
