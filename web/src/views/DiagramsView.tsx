/** Every diagram that the server draws: one chooses it and what it is about, and takes it along as a file. */
import { useComputedColorScheme } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type DrawingOptions, diagramOfferQuery, drawingQuery } from '../api/drawings'
import { ChartCanvas, type Wish } from '../editor/ChartCanvas'
import { serverLanguage } from '../i18n'
import type { DiagramSearch } from '../kernels/diagramSearch'
import { type DiagramOption, fishboneKinds, isAsked } from '../kernels/diagrams'
import { useAccount } from '../parts/account'
import { ErrorView } from '../parts/ErrorView'
import { useViewTitle } from '../parts/useViewTitle'
import { Waiting } from '../parts/Waiting'
import styles from './chart/Chart.module.css'
import { SidePanel } from './chart/SidePanel'
import { DiagramToolbar } from './diagrams/DiagramToolbar'

const optional: DiagramOption[] = [
  'kind',
  'deal',
  'person',
  'orientation',
  'depth',
  'layers',
  'overlay',
  'against',
  'arrangement',
]

export function DiagramsView() {
  const { t, i18n } = useTranslation()
  const { id } = useAccount()
  const scheme = useComputedColorScheme('light')
  const search = useSearch({ from: '/signed-in/accounts/$accountId/diagrams' })
  const navigate = useNavigate({ from: '/accounts/$accountId/diagrams' })
  const offer = useQuery(diagramOfferQuery)
  const diagram = search.diagram ?? offer.data?.diagrams[0] ?? 'org-chart'
  const title = t(`diagram.${diagram}` as 'diagram.network', { defaultValue: diagram })
  const { select } = search
  const [wish, setWish] = useState<Wish | null>(null)
  useViewTitle(title)

  const options: DrawingOptions = {
    on: search.on,
    lang: search.lang ?? serverLanguage(i18n.language),
    theme: search.theme ?? scheme,
    watermark: search.watermark,
  }
  // Only what concerns the diagram is sent, so that what another one was asked stays out of it.
  for (const option of optional)
    if (offer.data && isAsked(offer.data, diagram, option))
      Object.assign(options, { [option]: search[option] })
  // The server leaves the choice among the fishbones to whoever asks.
  if (diagram === 'fishbone') options.kind ??= fishboneKinds[0]
  const drawing = useQuery({ ...drawingQuery(id, diagram, options), enabled: offer.isSuccess })

  function change(part: Partial<DiagramSearch>) {
    void navigate({ search: (before) => ({ ...before, ...part }), replace: true })
  }

  function reveal(reference: string) {
    change({ select: reference })
    setWish({ reference })
  }

  if (offer.isError) return <ErrorView error={offer.error} reset={() => void offer.refetch()} />
  if (!offer.data) return <Waiting />
  return (
    <div className={styles.view}>
      <DiagramToolbar
        offer={offer.data}
        diagram={diagram}
        title={title}
        search={search}
        options={options}
        onChange={change}
      />
      <div className={styles.stage}>
        {drawing.isError ? (
          <ErrorView error={drawing.error} reset={() => void drawing.refetch()} />
        ) : drawing.data === undefined ? (
          <Waiting height="100%" />
        ) : (
          <ChartCanvas
            key={[diagram, options.kind, options.deal, options.person].join()}
            svg={drawing.data}
            label={title}
            selected={select}
            onSelect={(reference) => change({ select: reference })}
            wish={wish}
            stale={drawing.isPlaceholderData}
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
