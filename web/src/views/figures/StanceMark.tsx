/** Where somebody stands, in a word; what is unknown is said to be unknown, what is weak is hatched. */
import { Tooltip } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { perCent, stanceLevel } from '../../kernels/figures'
import styles from './Figures.module.css'

interface Props {
  stance:
    | { sureness: string; estimate?: number | null; confidence: number; stale: boolean }
    | null
    | undefined
}

export function StanceMark({ stance }: Props) {
  const { t } = useTranslation()
  const isKnown = stance && stance.sureness !== 'unknown' && stance.estimate != null
  const level = isKnown ? stanceLevel(stance.estimate ?? 0) : 'unknown'
  const words = isKnown
    ? t(stance.sureness === 'weak' ? 'stance.weak' : 'stance.fair', {
        confidence: perCent(stance.confidence),
      })
    : t('stance.unknownHint')
  return (
    <Tooltip label={words}>
      <span
        className={styles.stance}
        data-level={level}
        data-weak={(isKnown && stance.sureness === 'weak') || undefined}
      >
        {t(`stance.${level}`)}
      </span>
    </Tooltip>
  )
}
