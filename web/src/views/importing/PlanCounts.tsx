/** How many rows would add, move or change somebody, and how many people are missing. */
import { SimpleGrid, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ImportReport } from '../../api/model'
import { Surface } from '../../parts/Surface'

const ends = ['new', 'moved', 'changed', 'unchanged', 'left_out', 'gone'] as const

export function PlanCounts({ report }: { report: ImportReport }) {
  const { t } = useTranslation()
  // Posts that fall vacant are told apart from people.
  const counts = { ...report.counts, gone: report.gone.filter((entry) => entry.person).length }
  return (
    <SimpleGrid cols={{ base: 2, xs: 3, md: 6 }}>
      {ends.map((end) => (
        <Surface key={end} p="md">
          <Text fz={28} fw={600} lh={1.2} c={counts[end] ? undefined : 'dimmed'}>
            {counts[end]}
          </Text>
          <Text fz="sm" c="dimmed">
            {t(`fate.${end}`)}
          </Text>
        </Surface>
      ))}
    </SimpleGrid>
  )
}
