/** A titled part of the side panel, with room for one action. */
import { ActionIcon, Group, Stack, Text, Title, Tooltip } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useAccount } from '../../parts/account'
import { Surface } from '../../parts/Surface'

interface Props {
  title: string
  empty: string
  add?: { label: string; act: () => void }
  children: ReactNode[]
}

export function PanelSection({ title, empty, add, children }: Props) {
  const { mayEdit } = useAccount()
  return (
    <section>
      <Group justify="space-between" h={34} px={4}>
        <Title order={3} fz="sm" fw={600} c="dimmed">
          {title}
        </Title>
        {add && mayEdit && (
          <Tooltip label={add.label}>
            <ActionIcon variant="subtle" aria-label={add.label} onClick={add.act}>
              <IconPlus size={18} />
            </ActionIcon>
          </Tooltip>
        )}
      </Group>
      <Surface p="sm">
        {children.length === 0 ? (
          <Text fz="sm" c="dimmed">
            {empty}
          </Text>
        ) : (
          <Stack gap="sm">{children}</Stack>
        )}
      </Surface>
    </section>
  )
}
