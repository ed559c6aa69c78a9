/** Each column of the file with its samples and the field it was taken for. */
import { Select, Table, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ImportState } from '../../api/model'
import { importFields } from '../../kernels/importFields'
import { Surface } from '../../parts/Surface'

interface Props {
  columns: ImportState['columns']
  busy: boolean
  onChange: (index: number, field: string) => void
}

export function ColumnTable({ columns, busy, onChange }: Props) {
  const { t } = useTranslation()
  return (
    <Surface>
      <Table.ScrollContainer minWidth={560}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              {[t('import.column'), t('import.samples'), t('import.means')].map((text) => (
                <Table.Th key={text} c="dimmed" fw={550} fz="sm">
                  {text}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {columns.map((column) => (
              <Table.Tr key={column.index}>
                <Table.Td fw={550}>
                  {column.header || t('import.noHeader', { number: column.index + 1 })}
                </Table.Td>
                <Table.Td>
                  <Text fz="sm" c="dimmed" lineClamp={2}>
                    {column.samples.slice(0, 3).join(' · ')}
                  </Text>
                </Table.Td>
                <Table.Td w={240}>
                  <Select
                    aria-label={t('import.meansOf', { column: column.header })}
                    allowDeselect={false}
                    disabled={busy}
                    data={importFields.map((value) => ({
                      value,
                      label: t(`importField.${value}`),
                    }))}
                    value={column.field}
                    onChange={(field) => field && onChange(column.index, field)}
                  />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Surface>
  )
}
