/** A titled part of what is behind a number. */
import { Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'

interface Props {
  title: string
  hint?: string
  empty: string
  children: ReactNode[]
}

export function WhySection({ title, hint, empty, children }: Props) {
  return (
    <section>
      <Title order={3} fz="sm" fw={600}>
        {title}
      </Title>
      {hint && (
        <Text fz="xs" c="dimmed">
          {hint}
        </Text>
      )}
      <Stack gap="xs" mt={6}>
        {children.length > 0 ? (
          children
        ) : (
          <Text fz="sm" c="dimmed">
            {empty}
          </Text>
        )}
      </Stack>
    </section>
  )
}
