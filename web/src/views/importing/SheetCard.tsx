/** One sheet of the file: whether it is used, whose list it is, and what its columns mean. */
import { Group, Switch, TextInput, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { SheetMapping } from '../../api/model'
import { withField } from '../../kernels/importDraft'
import { Surface } from '../../parts/Surface'
import { ColumnTable } from './ColumnTable'

interface Props {
  sheet: SheetMapping
  isOnly: boolean
  onChange: (part: Partial<SheetMapping>) => void
}

export function SheetCard({ sheet, isOnly, onChange }: Props) {
  const { t } = useTranslation()
  return (
    <Surface>
      <Group justify="space-between" p="md" align="flex-end">
        <TextInput
          label={t('import.organisation')}
          description={t('import.organisationHint')}
          w={{ base: '100%', xs: 340 }}
          value={sheet.organisation ?? ''}
          disabled={!sheet.is_used}
          onChange={(event) => onChange({ organisation: event.currentTarget.value || null })}
        />
        {!isOnly && (
          <Group>
            <Title order={2} fz="md">
              {sheet.sheet}
            </Title>
            <Switch
              label={t('import.useSheet')}
              aria-label={t('import.useSheetNamed', { sheet: sheet.sheet })}
              checked={sheet.is_used}
              onChange={(event) => onChange({ is_used: event.currentTarget.checked })}
            />
          </Group>
        )}
      </Group>
      {sheet.is_used && (
        <ColumnTable
          columns={sheet.columns}
          onChange={(column, field) => onChange(withField(sheet, column, field))}
        />
      )}
    </Surface>
  )
}
