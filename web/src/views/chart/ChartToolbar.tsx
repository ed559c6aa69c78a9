/** Search, day, shape and overlays of the chart, downloads, and adding. */
import { Button, Tooltip } from '@mantine/core'
import { DateInput } from '@mantine/dates'
import { IconArrowsVertical, IconFocusCentered, IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type DrawingOptions, diagramOfferQuery } from '../../api/drawings'
import type { ChartSearch } from '../../kernels/chartSearch'
import { type DiagramOption, isAsked } from '../../kernels/diagrams'
import { useAccount } from '../../parts/account'
import { OptionFields } from '../diagrams/OptionFields'
import { ChoiceField } from '../forms/ChoiceField'
import { useDealChoices } from '../forms/choices'
import { AddMenu } from './AddMenu'
import styles from './Chart.module.css'
import { DownloadMenu } from './DownloadMenu'
import { FindBox } from './FindBox'

interface Props {
  search: ChartSearch
  options: DrawingOptions
  onChange: (part: Partial<ChartSearch>) => void
  onReveal: (reference: string) => void
}

export function ChartToolbar({ search, options, onChange, onReveal }: Props) {
  const { t } = useTranslation()
  const { mayEdit } = useAccount()
  const { data: offer } = useQuery(diagramOfferQuery)
  const deals = useDealChoices()
  const asks = (option: DiagramOption) => Boolean(offer && isAsked(offer, 'org-chart', option))
  return (
    <div className={styles.toolbar} role="toolbar" aria-label={t('chart.toolbar')}>
      <FindBox onReveal={onReveal} />
      <Tooltip label={t('chart.dayHint')}>
        <DateInput
          aria-label={t('chart.day')}
          placeholder={t('chart.today')}
          valueFormat="YYYY-MM-DD"
          clearable
          w={148}
          value={search.on ?? null}
          onChange={(on) => onChange({ on: on ?? undefined })}
        />
      </Tooltip>
      {offer && <OptionFields offer={offer} asks={asks} search={search} onChange={onChange} />}
      {deals.length > 1 && search.overlay && (
        <ChoiceField
          aria-label={t('noun.deal')}
          placeholder={t('diagrams.nextDeal')}
          clearable
          w={{ base: '100%', xs: 190 }}
          data={deals}
          value={search.deal ?? null}
          onChange={(deal) => onChange({ deal: deal ?? undefined })}
        />
      )}
      {search.focus && (
        <Button
          variant="light"
          leftSection={<IconFocusCentered size={17} />}
          onClick={() => onChange({ focus: undefined })}
        >
          {t('chart.unfocus')}
        </Button>
      )}
      {search.collapse && (
        <Button
          variant="light"
          leftSection={<IconArrowsVertical size={17} />}
          onClick={() => onChange({ collapse: undefined })}
        >
          {t('chart.unfold')}
        </Button>
      )}
      {search.mark && (
        <Button
          variant="light"
          color="orange"
          leftSection={<IconX size={16} />}
          onClick={() => onChange({ mark: undefined })}
        >
          {t('chart.unmark')}
        </Button>
      )}
      <div style={{ marginLeft: 'auto', display: 'flex', gap: 8 }}>
        <DownloadMenu diagram="org-chart" title={t('chart.title')} options={options} />
        {mayEdit && <AddMenu />}
      </div>
    </div>
  )
}
