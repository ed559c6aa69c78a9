/** A page of text and tables: a quiet column with a title and room to act. */
import { Container, Group, Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { useViewTitle } from './useViewTitle'

interface Props {
  title: string
  lead?: string
  actions?: ReactNode
  size?: number
  /** 2 where the view stands below another heading. */
  order?: 1 | 2
  children: ReactNode
}

export function Sheet({ title, lead, actions, size = 1080, order = 1, children }: Props) {
  useViewTitle(title)
  return (
    <Container size={size} w="100%" py={32} px={{ base: 'md', sm: 'xl' }}>
      <Group justify="space-between" align="flex-end" mb="lg" gap="md">
        <Stack gap={4} flex={1} miw={260}>
          <Title order={order} size="h2">
            {title}
          </Title>
          {lead && (
            <Text c="dimmed" maw={640}>
              {lead}
            </Text>
          )}
        </Stack>
        {actions}
      </Group>
      {children}
    </Container>
  )
}
