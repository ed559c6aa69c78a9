/** What becomes of each row of the file. */
import { Badge, Button, Chip, Group, Stack, Table, Text } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportReport } from '../../api/model'
import { unitPath } from '../../kernels/accountIndex'
import { countBy } from '../../kernels/counting'
import { useAccount } from '../../parts/account'
import { Surface } from '../../parts/Surface'
import tables from '../../parts/tables.module.css'

type Rows = ImportReport['rows']

const step = 100

export function RowTable({ rows }: { rows: Rows }) {
  const { t } = useTranslation()
  const { index } = useAccount()
  const [fate, setFate] = useState('all')
  const [most, setMost] = useState(step)
  const counts = useMemo(() => countBy(rows, (row) => row.fate), [rows])
  function changesOf({ fate, changes = [], post }: Rows[number]): string {
    if (fate !== 'moved')
      return changes
        .map((field) => t(`importField.${field}` as 'importField.name', { defaultValue: field }))
        .join(t('form.comma'))
    const known = post ? index.post.get(post) : undefined
    const to =
      known && [unitPath(index, known.unit).at(-1), known.title].filter(Boolean).join(' · ')
    const from = t('import.movedFrom', { post: changes.join(t('form.comma')) })
    return to ? `${from} → ${to}` : from
  }
  const shown = fate === 'all' ? rows : rows.filter((row) => row.fate === fate)
  return (
    <Stack>
      <Chip.Group value={fate} onChange={(value) => setFate(String(value))}>
        <Group gap="xs" role="group" aria-label={t('import.fate')}>
          <Chip value="all" size="sm">
            {t('import.all', { count: rows.length })}
          </Chip>
          {[...counts].map(([value, count]) => (
            <Chip key={value} value={value} size="sm">
              {t(`fate.${value}`)} {count}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      <Surface>
        <Table className={tables.stacks}>
          <Table.Tbody>
            {shown.slice(0, most).map((row) => (
              <Table.Tr key={`${row.sheet}:${row.line}`}>
                <Table.Td data-beside c="dimmed">
                  {row.line}
                </Table.Td>
                <Table.Td data-beside>
                  <Badge variant="light" tt="none" fw={500}>
                    {t(`fate.${row.fate}`)}
                  </Badge>
                </Table.Td>
                <Table.Td>
                  <Text fz="sm" fw={550}>
                    {row.label}
                  </Text>
                </Table.Td>
                <Table.Td>
                  <Text fz="sm" c="dimmed">
                    {changesOf(row)}
                  </Text>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        {shown.length > most && (
          <Button variant="subtle" fullWidth onClick={() => setMost(most + 10 * step)}>
            {t('form.more', { count: shown.length - most })}
          </Button>
        )}
      </Surface>
    </Stack>
  )
}
