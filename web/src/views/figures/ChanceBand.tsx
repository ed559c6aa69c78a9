/** A chance drawn with its band, and beside it what knowing nothing would give. */
import { useTranslation } from 'react-i18next'
import type { Chance } from '../../api/model'
import { perCent } from '../../kernels/figures'
import styles from './Chance.module.css'

interface Props {
  chance: Chance
  /** What knowing nothing would give; left out where it says nothing. */
  nothing?: number
  /** The chance as it would be, in a what-if. */
  whatIf?: Chance
}

export function ChanceBand({ chance, nothing, whatIf }: Props) {
  const { t } = useTranslation()
  const shown = whatIf ?? chance
  const words = t('sure.band', {
    mean: perCent(shown.mean),
    low: perCent(shown.low),
    high: perCent(shown.high),
  })
  return (
    <div className={styles.scale} role="img" aria-label={words}>
      <div className={styles.track}>
        {whatIf && <Span chance={chance} className={styles.former} />}
        <Span chance={shown} className={styles.span} />
        {whatIf && <span className={styles.formerMark} style={{ left: place(chance.mean) }} />}
        <span className={styles.mark} style={{ left: place(shown.mean) }} />
        {nothing !== undefined && (
          <span
            className={styles.nothing}
            style={{ left: place(nothing) }}
            title={t('sure.nothing', { chance: perCent(nothing) })}
          />
        )}
      </div>
      <div className={styles.ends} aria-hidden>
        {[0, 25, 50, 75, 100].map((end) => (
          <span key={end}>{end}%</span>
        ))}
      </div>
    </div>
  )
}

function Span({ chance, className }: { chance: Chance; className: string | undefined }) {
  return (
    <span
      className={className}
      style={{ left: place(chance.low), width: place(Math.max(chance.high - chance.low, 0.006)) }}
    />
  )
}

function place(share: number): string {
  return `${Math.round(share * 1000) / 10}%`
}
