/** The head of the side panel: a name, a line below it, and what one may do. */
import { Box, Group, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import styles from './PanelHead.module.css'

interface Props {
  kind: string
  name: string
  line?: ReactNode
  actions?: ReactNode
}

export function PanelHead({ kind, name, line, actions }: Props) {
  return (
    <div className={styles.head}>
      <Text fz="xs" c="dimmed">
        {kind}
      </Text>
      <Title order={2} fz={22} lh={1.3} className={styles.name}>
        {name}
      </Title>
      {line && (
        <Box fz="sm" c="dimmed" mt={4} className={styles.name}>
          {line}
        </Box>
      )}
      {actions && (
        <Group gap="xs" mt="md">
          {actions}
        </Group>
      )}
      <span className={styles.wave} aria-hidden />
    </div>
  )
}
