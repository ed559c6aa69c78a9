/** How the chance and its band came about month by month, so that one sees the uncertainty fall. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { trendQuery } from '../../api/outcomes'
import { perCent } from '../../kernels/figures'
import { trendShape } from '../../kernels/trend'
import { useAccount } from '../../parts/account'
import styles from './Chance.module.css'
import { Figure } from './Figure'

const frame = { width: 372, height: 200, margin: 20 }

export function TrendChart({ deal }: { deal: string }) {
  const { t } = useTranslation()
  const { id } = useAccount()
  const trend = useQuery(trendQuery(id, deal))
  return (
    <Figure query={trend} height={160}>
      {(items) => {
        const points = items.map(({ on, chance }) => ({ on, ...chance }))
        const { band, line, dots } = trendShape(points, frame)
        const y = (share: number) => frame.margin + (1 - share) * (frame.height - 2 * frame.margin)
        const told = dots.map((dot) => t('sure.month', monthWords(dot))).join('; ')
        return (
          <svg
            className={styles.trend}
            viewBox={`0 0 ${frame.width + 24} ${frame.height}`}
            role="img"
            aria-label={told}
          >
            {[0, 0.5, 1].map((share) => (
              <g key={share}>
                <line
                  className={styles.grain}
                  x1={frame.margin}
                  x2={frame.width - frame.margin}
                  y1={y(share)}
                  y2={y(share)}
                />
                <text className={styles.axis} x={frame.width - 12} y={y(share) + 4}>
                  {perCent(share)}
                </text>
              </g>
            ))}
            <path className={styles.area} d={band} />
            <path className={styles.line} d={line} />
            {dots.map((dot, place) => (
              <g key={dot.on}>
                <circle className={styles.dot} cx={dot.x} cy={dot.y} r={3}>
                  <title>{t('sure.month', monthWords(dot))}</title>
                </circle>
                {(dots.length - 1 - place) % 3 === 0 && (
                  <text className={styles.axis} x={dot.x} y={frame.height - 3} textAnchor="middle">
                    {dot.on.slice(2, 7)}
                  </text>
                )}
              </g>
            ))}
          </svg>
        )
      }}
    </Figure>
  )
}

function monthWords(point: { on: string; mean: number; low: number; high: number }) {
  return {
    day: point.on,
    mean: perCent(point.mean),
    low: perCent(point.low),
    high: perCent(point.high),
  }
}
