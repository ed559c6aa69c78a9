/** What was found in the file, row by row, by severity. */
import { Badge, Button, Chip, Group, Stack, Table, Text } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Finding } from '../../api/model'
import { countBy } from '../../kernels/counting'
import { Surface } from '../../parts/Surface'
import tables from '../../parts/tables.module.css'

const colours = { error: 'red', warning: 'orange', note: 'sea' }
const step = 100

export function FindingTable({ findings }: { findings: Finding[] }) {
  const { t, i18n } = useTranslation()
  const [severity, setSeverity] = useState('all')
  const [most, setMost] = useState(step)
  const counts = useMemo(() => countBy(findings, (finding) => finding.severity), [findings])
  const shown =
    severity === 'all' ? findings : findings.filter((finding) => finding.severity === severity)
  if (findings.length === 0)
    return (
      <Text c="dimmed" p="md">
        {t('import.noFindings')}
      </Text>
    )
  return (
    <Stack>
      <Chip.Group value={severity} onChange={(value) => setSeverity(String(value))}>
        <Group gap="xs" role="group" aria-label={t('import.severity')}>
          <Chip value="all" size="sm">
            {t('import.all', { count: findings.length })}
          </Chip>
          {[...counts].map(([value, count]) => (
            <Chip key={value} value={value} size="sm">
              {t(`severity.${value}`)} {count}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      <Surface>
        <Table className={tables.stacks}>
          <Table.Thead>
            <Table.Tr>
              {[t('import.row'), t('import.severity'), t('import.column'), t('import.message')].map(
                (text) => (
                  <Table.Th key={text} c="dimmed" fw={550} fz="sm">
                    {text}
                  </Table.Th>
                ),
              )}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.slice(0, most).map((finding, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: findings are a fixed list without ids.
              <Table.Tr key={index}>
                <Table.Td data-beside>{finding.line ?? ''}</Table.Td>
                <Table.Td data-beside>
                  <Badge color={colours[finding.severity]} variant="light" tt="none" fw={500}>
                    {t(`severity.${finding.severity}`)}
                  </Badge>
                </Table.Td>
                <Table.Td data-beside>{finding.header || finding.column}</Table.Td>
                <Table.Td>
                  {i18n.language === 'en' ? finding.message_en : finding.message_zh}
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
