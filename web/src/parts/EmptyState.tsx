/** What an empty place says: what is missing, and what to do next. */
import { Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import styles from './EmptyState.module.css'

interface Props {
  title: string
  children?: ReactNode
  actions?: ReactNode
}

export function EmptyState({ title, children, actions }: Props) {
  return (
    <Stack align="center" gap="sm" className={styles.empty}>
      <div className={styles.sea} aria-hidden>
        <div className={styles.peak} />
        <div className={styles.wave} />
        <div className={styles.depth} />
      </div>
      <Title order={2} size="h4" ta="center">
        {title}
      </Title>
      {children && (
        <Text c="dimmed" ta="center" maw={460}>
          {children}
        </Text>
      )}
      {actions}
    </Stack>
  )
}
