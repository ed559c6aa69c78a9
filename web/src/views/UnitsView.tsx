/** The units of an account as a table that one can search. */
import { Anchor } from '@mantine/core'
import { IconBuildingPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { unitPath } from '../kernels/accountIndex'
import { covers } from '../kernels/days'
import { unitsInOrder } from '../kernels/order'
import { holdersOf } from '../kernels/standing'
import { useAccount } from '../parts/account'
import { useDay } from '../parts/useDay'
import { FindTable } from './people/FindTable'

export function UnitsView() {
  const { t } = useTranslation()
  const { id, state, index } = useAccount()
  const day = useDay()
  const rows = useMemo(
    () =>
      unitsInOrder(state, index).map((unit) => {
        const path = unitPath(index, unit.parent).join(' / ')
        const posts = (index.postsOf.get(unit.id) ?? []).filter((post) => covers(post.span, day))
        const people = new Set(
          posts.flatMap((post) => holdersOf(index, post.id, day).map((tenure) => tenure.person)),
        )
        const kind = [
          unit.outside && t(`outside.${unit.outside}` as 'outside.other'),
          unit.kind,
          unit.level,
        ]
        return {
          id: unit.id,
          texts: [unit.name, path, ...kind.map((text) => text ?? '')],
          cells: [
            <Anchor
              key="name"
              fw={550}
              renderRoot={(props) => (
                <Link
                  {...props}
                  to="/accounts/$accountId"
                  params={{ accountId: id }}
                  search={{ select: `unit:${unit.id}` }}
                />
              )}
            >
              {unit.name}
            </Anchor>,
            path,
            kind.filter(Boolean).join(' · '),
            posts.length,
            people.size,
          ],
        }
      }),
    [id, state, index, day, t],
  )
  return (
    <FindTable
      title={t('units.title')}
      count={t('units.count', { count: state.units.length })}
      head={[t('unit.name'), t('unit.parent'), t('unit.kind'), t('units.posts'), t('people.title')]}
      rows={rows}
      add={{
        label: t('units.add'),
        form: { form: 'unit' },
        icon: <IconBuildingPlus size={18} stroke={1.6} />,
      }}
      emptyTitle={t('units.emptyTitle')}
      emptyLead={t('chart.emptyLead')}
    />
  )
}
