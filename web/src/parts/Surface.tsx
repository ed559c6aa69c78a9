/** A card that floats on the sea-coloured body. */
import { Paper, type PaperProps } from '@mantine/core'
import type { ReactNode } from 'react'

export function Surface({ children, ...rest }: PaperProps & { children: ReactNode }) {
  return (
    <Paper bg="var(--surface)" radius="lg" withBorder bd="1px solid var(--line-quiet)" {...rest}>
      {children}
    </Paper>
  )
}
