/** One sheet of the file: whether it is used, what its rows are, where its head stands, and what its columns mean. */
import { Group, SimpleGrid, Switch, TextInput, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { SheetMapping } from '../../api/model'
import { fieldsOfTable, importTables, tableOf } from '../../kernels/importFields'
import {
  hasLines,
  type ShownRows,
  withField,
  withHead,
  withTable,
  withUse,
} from '../../kernels/importSheet'
import { Surface } from '../../parts/Surface'
import { ChoiceField } from '../forms/ChoiceField'
import { ColumnTable } from './ColumnTable'

interface Props {
  sheet: SheetMapping
  /** The sheet as it was understood before anybody corrected it. */
  found: SheetMapping | undefined
  /** The first rows of the sheet. */
  rows: ShownRows
  isOnly: boolean
  onChange: (part: Partial<SheetMapping>) => void
}

export function SheetCard({ sheet, found, rows, isOnly, onChange }: Props) {
  const { t } = useTranslation()
  const table = tableOf(sheet)
  return (
    <Surface>
      {!isOnly && (
        <Group justify="space-between" px="md" pt="md">
          <Title order={2} fz="md">
            {sheet.sheet}
          </Title>
          <Switch
            label={t('import.useSheet')}
            aria-label={t('import.useSheetNamed', { sheet: sheet.sheet })}
            checked={sheet.is_used}
            onChange={(event) => onChange(withUse(sheet, rows, event.currentTarget.checked))}
          />
        </Group>
      )}
      {(sheet.is_used || isOnly) && (
        <>
          <SimpleGrid cols={{ base: 1, sm: 3 }} px="md" py="sm">
            {table === 'contacts' && (
              <TextInput
                label={t('import.organisation')}
                placeholder={t('import.organisationHint')}
                value={sheet.organisation ?? ''}
                onChange={(event) => onChange({ organisation: event.currentTarget.value || null })}
              />
            )}
            {hasLines(rows) && (
              <>
                <ChoiceField
                  label={t('import.table')}
                  allowDeselect={false}
                  data={importTables.map((value) => ({ value, label: t(`importTable.${value}`) }))}
                  value={table}
                  onChange={(value) => value && onChange(withTable(sheet, value as typeof table))}
                />
                <HeadField sheet={sheet} found={found} rows={rows} onChange={onChange} />
              </>
            )}
          </SimpleGrid>
          <ColumnTable
            columns={sheet.columns}
            fields={fieldsOfTable[table]}
            onChange={(column, field) => onChange(withField(sheet, column, field))}
          />
        </>
      )}
    </Surface>
  )
}

/** The line on which the heads stand, chosen among the first of the sheet. */
function HeadField({ sheet, found, rows, onChange }: Omit<Props, 'isOnly'>) {
  const { t } = useTranslation()
  const line = sheet.head_line ?? null
  const lines = rows.map((row) => ({
    value: String(row.line),
    label: t('import.headAt', {
      line: row.line,
      cells: row.cells.filter(Boolean).slice(0, 4).join(' · ').slice(0, 60),
    }),
  }))
  // A head further down than the rows that are shown.
  if (line !== null && !lines.some(({ value }) => value === String(line)))
    lines.push({ value: String(line), label: t('import.headAt', { line, cells: '' }) })
  return (
    <ChoiceField
      label={t('import.headLine')}
      allowDeselect={false}
      data={[...lines, { value: 'none', label: t('import.headless') }]}
      value={line === null ? 'none' : String(line)}
      onChange={(value) =>
        onChange(withHead(sheet, rows, value === 'none' ? null : Number(value), found))
      }
    />
  )
}
