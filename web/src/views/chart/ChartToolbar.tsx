/** Search, day and shape of the chart, downloads, and adding. */
import { Button, NumberInput, SegmentedControl, Tooltip } from '@mantine/core'
import { DateInput } from '@mantine/dates'
import { IconArrowDown, IconArrowRight, IconFocusCentered, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { DrawingOptions } from '../../api/drawings'
import type { ChartSearch, Orientation } from '../../kernels/chartSearch'
import { useAccount } from '../../parts/account'
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
      <SegmentedControl
        aria-label={t('chart.orientation')}
        value={search.orientation ?? 'down'}
        onChange={(value) =>
          onChange({ orientation: value === 'right' ? (value as Orientation) : undefined })
        }
        data={[
          {
            value: 'down',
            label: <Shape icon={<IconArrowDown size={17} />} text={t('chart.down')} />,
          },
          {
            value: 'right',
            label: <Shape icon={<IconArrowRight size={17} />} text={t('chart.right')} />,
          },
        ]}
      />
      <Tooltip label={t('chart.depthHint')}>
        <NumberInput
          aria-label={t('chart.depth')}
          placeholder={t('chart.depth')}
          min={1}
          max={99}
          allowDecimal={false}
          w={104}
          value={search.depth ?? ''}
          onChange={(value) => onChange({ depth: typeof value === 'number' ? value : undefined })}
        />
      </Tooltip>
      {search.focus && (
        <Button
          variant="light"
          leftSection={<IconFocusCentered size={17} />}
          onClick={() => onChange({ focus: undefined })}
        >
          {t('chart.unfocus')}
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

function Shape({ icon, text }: { icon: React.ReactNode; text: string }) {
  return (
    <Tooltip label={text}>
      <span style={{ display: 'grid', placeItems: 'center', height: 22 }}>
        {icon}
        <span className="visually-hidden">{text}</span>
      </span>
    </Tooltip>
  )
}
