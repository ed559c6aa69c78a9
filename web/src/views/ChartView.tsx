/** The org chart of an account, with search, options and the side panel. */
import { useComputedColorScheme } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type DrawingOptions, drawingQuery } from '../api/drawings'
import { ChartCanvas, type Wish } from '../editor/ChartCanvas'
import { serverLanguage } from '../i18n'
import { type ChartSearch, markedPeople } from '../kernels/chartSearch'
import { useAccount } from '../parts/account'
import { ErrorView } from '../parts/ErrorView'
import { useIsRenewing } from '../parts/useIsRenewing'
import { useViewTitle } from '../parts/useViewTitle'
import { Waiting } from '../parts/Waiting'
import styles from './chart/Chart.module.css'
import { ChartToolbar } from './chart/ChartToolbar'
import { EmptyChart } from './chart/EmptyChart'
import { SidePanel } from './chart/SidePanel'

export function ChartView() {
  const { id, name, state } = useAccount()
  useViewTitle(name)
  const { t, i18n } = useTranslation()
  const theme = useComputedColorScheme('light')
  const search = useSearch({ from: '/signed-in/accounts/$accountId/' })
  const navigate = useNavigate({ from: '/accounts/$accountId/' })
  const { select, mark, ...shown } = search
  const marked = useMemo(() => markedPeople({ mark }), [mark])
  // Who comes here by a link to somebody wants to see him or her.
  const [wish, setWish] = useState<Wish | null>(select ? { reference: select } : null)
  const options: DrawingOptions = { ...shown, lang: serverLanguage(i18n.language), theme }
  const chart = useQuery(drawingQuery(id, 'org-chart', options))
  const isRenewing = useIsRenewing()

  function change(part: Partial<ChartSearch>, replace = true) {
    void navigate({ search: (before) => ({ ...before, ...part }), replace })
  }

  function reveal(reference: string) {
    change({ select: reference })
    setWish({ reference })
  }

  // Whether anybody is there is known only when the lists are fresh, as just after an import.
  const isBare = state.people.length === 0 && state.units.length === 0
  if (isBare && !isRenewing) return <EmptyChart />
  return (
    <div className={styles.view}>
      <ChartToolbar search={search} options={options} onChange={change} onReveal={reveal} />
      <div className={styles.stage}>
        {chart.isError ? (
          <ErrorView error={chart.error} reset={() => void chart.refetch()} />
        ) : chart.data === undefined || (isBare && chart.isFetching) ? (
          <Waiting height="100%" label={t('chart.drawing')} />
        ) : (
          <ChartCanvas
            svg={chart.data}
            label={t('chart.canvas')}
            selected={select}
            marked={marked}
            onSelect={(reference) => change({ select: reference })}
            wish={wish}
            stale={chart.isPlaceholderData}
          />
        )}
        {select && (
          <SidePanel
            reference={select}
            onClose={() => change({ select: undefined })}
            onReveal={reveal}
          />
        )}
      </div>
    </div>
  )
}
