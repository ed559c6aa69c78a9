/** What would change, one line each. */
import { Badge, Button, Table, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportState } from '../../api/model'
import { Surface } from '../../parts/Surface'

const step = 100

export function PlanTable({ plan }: { plan: ImportState['plan'] }) {
  const { t } = useTranslation()
  const [most, setMost] = useState(step)
  if (plan.length === 0)
    return (
      <Text c="dimmed" p="md">
        {t('import.nothingChanges')}
      </Text>
    )
  return (
    <Surface>
      <Table.ScrollContainer minWidth={560}>
        <Table>
          <Table.Tbody>
            {plan.slice(0, most).map((item, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the plan is a fixed list without ids.
              <Table.Tr key={index}>
                <Table.Td w={110}>
                  <Badge variant="light" tt="none" fw={500}>
                    {t(`planVerb.${item.verb}`)}
                  </Badge>
                </Table.Td>
                <Table.Td fw={550}>{item.name}</Table.Td>
                <Table.Td>
                  {item.before && (
                    <Text span fz="sm" c="dimmed">
                      {item.before} →{' '}
                    </Text>
                  )}
                  <Text span fz="sm">
                    {item.after}
                  </Text>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {plan.length > most && (
        <Button variant="subtle" fullWidth onClick={() => setMost(most + 10 * step)}>
          {t('form.more', { count: plan.length - most })}
        </Button>
      )}
    </Surface>
  )
}
