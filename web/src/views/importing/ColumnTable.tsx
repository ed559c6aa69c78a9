/** Each column of a sheet with its samples and the field it was taken for. */
import { Select, Table, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { SheetMapping } from '../../api/model'
import type { ImportField } from '../../kernels/importFields'
import tables from '../../parts/tables.module.css'

interface Props {
  columns: SheetMapping['columns']
  /** What a column of this list may mean. */
  fields: readonly ImportField[]
  onChange: (column: string, field: ImportField | null) => void
}

export function ColumnTable({ columns, fields, onChange }: Props) {
  const { t } = useTranslation()
  // A table that begins further to the right has columns before it in which nothing stands.
  const filled = columns.filter(({ header, samples, field }) => header || samples?.length || field)
  const heads = [
    { text: t('import.column') },
    { text: t('import.samples') },
    { text: t('import.means'), width: 292 },
  ]
  const choices = fields.map((value) => ({ value, label: t(`importField.${value}`) }))
  return (
    <Table className={tables.stacks}>
      <Table.Thead>
        <Table.Tr>
          {heads.map(({ text, width }) => (
            <Table.Th key={text} w={width} c="dimmed" fw={550} fz="sm">
              {text}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {filled.map((column) => {
          const name = column.header || t('import.noHeader', { letters: column.column })
          return (
            <Table.Tr key={column.column}>
              <Table.Td fw={550}>{name}</Table.Td>
              <Table.Td>
                <Text fz="sm" c="dimmed" lineClamp={2}>
                  {(column.samples ?? []).slice(0, 4).join(' · ')}
                </Text>
              </Table.Td>
              <Table.Td>
                <Select
                  aria-label={t('import.meansOf', { column: name })}
                  placeholder={t('import.leaveOut')}
                  clearable
                  searchable
                  data={choices}
                  value={column.field ?? null}
                  onChange={(field) => onChange(column.column, field as ImportField | null)}
                />
              </Table.Td>
            </Table.Tr>
          )
        })}
      </Table.Tbody>
    </Table>
  )
}
