/** How many would be new, moved, changed and gone. */
import { SimpleGrid, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ImportState } from '../../api/model'
import { countBy } from '../../kernels/counting'
import { Surface } from '../../parts/Surface'

const verbs = ['new', 'moved', 'changed', 'gone'] as const

export function PlanCounts({ plan }: { plan: ImportState['plan'] }) {
  const { t } = useTranslation()
  const counts = countBy(plan, (item) => item.verb)
  return (
    <SimpleGrid cols={{ base: 2, sm: 4 }}>
      {verbs.map((verb) => (
        <Surface key={verb} p="md">
          <Text fz={28} fw={600} lh={1.2} c={counts.get(verb) ? undefined : 'dimmed'}>
            {counts.get(verb) ?? 0}
          </Text>
          <Text fz="sm" c="dimmed">
            {t(`planVerb.${verb}`)}
          </Text>
        </Surface>
      ))}
    </SimpleGrid>
  )
}
