/** A rank, never without the band in which it lies. */
import { Tooltip } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { bandText } from '../../kernels/figures'
import styles from './Figures.module.css'

interface Props {
  position: number
  band: { best: number; worst: number }
  /** The lowest rank that the strip reaches. */
  until: number
}

export function RankBand({ position, band, until }: Props) {
  const { t } = useTranslation()
  const span = Math.max(until - 1, 1)
  const at = (rank: number) => `${(Math.min(rank, until) - 1) * (100 / span)}%`
  const width = `${Math.max(((Math.min(band.worst, until) - band.best) * 100) / span, 2)}%`
  const words = t('rank.words', { position, band: bandText(band) })
  return (
    <Tooltip label={words} multiline maw={280}>
      <span className={styles.rank} role="img" aria-label={words}>
        <span className={styles.position} aria-hidden>
          {position}
        </span>
        <span className={styles.band} aria-hidden>
          <span className={styles.bandText}>{bandText(band)}</span>
          <span className={styles.strip}>
            <span className={styles.stripBand} style={{ left: at(band.best), width }} />
            <span className={styles.stripMark} style={{ left: at(position) }} />
          </span>
        </span>
      </span>
    </Tooltip>
  )
}
