/** A share as a short bar with its words. */
import { Text } from '@mantine/core'
import styles from './Chance.module.css'

interface Props {
  share: number
  label: string
  tone?: 'doubt' | 'lever'
  width?: number
}

export function Meter({ share, label, tone = 'doubt', width = 120 }: Props) {
  return (
    <span style={{ display: 'inline-block', width }}>
      <Text fz="xs" c="dimmed" span>
        {label}
      </Text>
      <span className={styles.meter} data-tone={tone} aria-hidden>
        <span style={{ width: `${Math.round(Math.min(share, 1) * 100)}%` }} />
      </span>
    </span>
  )
}
