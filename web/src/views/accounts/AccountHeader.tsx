/** The account's name and the ways through it. */

import { ActionIcon } from '@mantine/core'
import {
  IconBuilding,
  IconFileExport,
  IconFileImport,
  IconGavel,
  IconHierarchy3,
  IconHistory,
  IconLock,
  IconPencil,
  IconPhoto,
  IconStars,
  IconUsers,
} from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useLocation } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { meQuery } from '../../api/session'
import { mayGrant } from '../../kernels/roles'
import { useAccount } from '../../parts/account'
import styles from './AccountHeader.module.css'
import { ExportDialog } from './ExportDialog'

export function AccountHeader() {
  const { t } = useTranslation()
  const { id, name, role, mayEdit, openForm } = useAccount()
  const { data: me } = useQuery(meQuery)
  const [exporting, setExporting] = useState(false)
  const nav = useRef<HTMLElement>(null)
  const { pathname } = useLocation()
  // On a narrow screen the ways are longer than the line: the one at hand is brought to its middle.
  // biome-ignore lint/correctness/useExhaustiveDependencies: which way is at hand follows the address.
  useEffect(() => {
    const ways = nav.current
    const way = ways?.querySelector<HTMLElement>('[data-active]')
    if (ways && way) ways.scrollLeft = way.offsetLeft - (ways.clientWidth - way.offsetWidth) / 2
  }, [pathname])
  const ways = [
    { to: '/accounts/$accountId', label: t('chart.title'), Icon: IconHierarchy3, shown: true },
    {
      to: '/accounts/$accountId/key-people',
      label: t('figures.title'),
      Icon: IconStars,
      shown: true,
    },
    {
      to: '/accounts/$accountId/diagrams',
      label: t('diagrams.title'),
      Icon: IconPhoto,
      shown: true,
    },
    { to: '/accounts/$accountId/deals', label: t('deals.title'), Icon: IconGavel, shown: true },
    { to: '/accounts/$accountId/people', label: t('people.title'), Icon: IconUsers, shown: true },
    { to: '/accounts/$accountId/units', label: t('units.title'), Icon: IconBuilding, shown: true },
    {
      to: '/accounts/$accountId/import',
      label: t('import.title'),
      Icon: IconFileImport,
      shown: mayEdit,
    },
    {
      to: '/accounts/$accountId/history',
      label: t('history.title'),
      Icon: IconHistory,
      shown: true,
    },
    {
      to: '/accounts/$accountId/access',
      label: t('access.title'),
      Icon: IconLock,
      shown: mayGrant(me, role),
    },
  ] as const
  return (
    <div className={styles.header}>
      <h1 className={styles.name} title={name}>
        {name}
      </h1>
      {mayEdit && (
        <ActionIcon
          variant="subtle"
          color="gray"
          c="dimmed"
          className={styles.edit}
          aria-label={t('editing.account')}
          title={t('editing.account')}
          onClick={() => openForm({ form: 'account' })}
        >
          <IconPencil size={16} stroke={1.6} />
        </ActionIcon>
      )}
      <ActionIcon
        variant="subtle"
        color="gray"
        c="dimmed"
        className={styles.edit}
        aria-label={t('export.open')}
        title={t('export.open')}
        onClick={() => setExporting(true)}
      >
        <IconFileExport size={16} stroke={1.6} />
      </ActionIcon>
      <ExportDialog opened={exporting} onClose={() => setExporting(false)} />
      <nav ref={nav} className={styles.ways} aria-label={t('shell.account')}>
        {ways
          .filter((way) => way.shown)
          .map(({ to, label, Icon }) => (
            <Link
              key={to}
              to={to}
              params={{ accountId: id }}
              className={styles.way}
              activeOptions={{ exact: to === '/accounts/$accountId', includeSearch: false }}
              activeProps={{ 'data-active': true, 'aria-current': 'page' } as object}
            >
              <Icon size={17} stroke={1.6} aria-hidden />
              {label}
            </Link>
          ))}
      </nav>
    </div>
  )
}
