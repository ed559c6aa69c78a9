/** The parts of a person's place side by side; each says above how many of the others the person stands. */
import { Tooltip } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type PartName, perCent } from '../../kernels/figures'
import styles from './Figures.module.css'

interface Props {
  parts: Partial<Record<PartName, number | null>>
  shown: readonly PartName[]
}

export function PartBars({ parts, shown }: Props) {
  const { t } = useTranslation()
  return (
    <div className={styles.parts}>
      {shown.map((name) => {
        const share = parts[name]
        const label =
          share == null
            ? t('part.unknown', { part: t(`part.${name}`) })
            : t(name === 'reach' ? 'part.ofSets' : 'part.above', {
                part: t(`part.${name}`),
                share: perCent(share),
              })
        return (
          <Tooltip key={name} label={label}>
            <span className={styles.part} role="img" aria-label={label}>
              <span className={styles.partName} aria-hidden>
                {t(`part.${name}`)}
              </span>
              <span className={styles.bar} data-unknown={share == null || undefined}>
                {share != null && (
                  <span
                    className={styles.fill}
                    data-part={name}
                    style={{ width: `${Math.max(3, Math.round(share * 100))}%` }}
                  />
                )}
              </span>
            </span>
          </Tooltip>
        )
      })}
    </div>
  )
}
