/** How the file was understood, sheet by sheet, to be corrected; purpose and ground in law once where there are notes. */
import { Alert, Button, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { IconAlertCircle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ImportState } from '../../api/model'
import {
  findingsOf,
  hasColumns,
  hasNames,
  hasNotes,
  type ImportDraft,
  isUnknown,
  rowCount,
  withSheet,
} from '../../kernels/importDraft'
import { problemText } from '../../parts/problemText'
import { Surface } from '../../parts/Surface'
import { BasisField, PurposeField } from '../forms/lawfulFields'
import { Busy } from './Busy'
import { MappingKeeper } from './MappingKeeper'
import { SheetCard } from './SheetCard'

interface Props {
  current: ImportState
  draft: ImportDraft
  onDraft: (draft: ImportDraft) => void
  /** The key of the request under way. */
  request: string | null
  error: unknown
  onBack: () => void
  onNext: () => void
  /** The file is understood anew by a kept mapping. */
  onLaid: (state: ImportState) => void
}

export function ColumnStep({
  current,
  draft,
  onDraft,
  request,
  error,
  onBack,
  onNext,
  onLaid,
}: Props) {
  const { t, i18n } = useTranslation()
  const named = !hasColumns(current) || hasNames(draft.mapping)
  const isUsed = draft.mapping.sheets.length === 1 || draft.mapping.sheets.some((s) => s.is_used)
  const asksPurpose = hasNotes(draft.mapping)
  const unknown = isUnknown(current)
  const inTheWay = findingsOf(current).find((finding) => finding.severity === 'error')
  const told = unknown ? 'notUnderstood' : hasColumns(current) ? 'understood' : 'read'
  return (
    <Stack gap="lg">
      <Text>{t(`import.${told}`, { name: current.file_name, count: rowCount(current) })}</Text>
      {unknown && !named && inTheWay && (
        <Alert color="orange" variant="light" icon={<IconAlertCircle size={18} />}>
          {i18n.language === 'en' ? inTheWay.message_en : inTheWay.message_zh}
        </Alert>
      )}
      {Boolean(error) && (
        <Alert color="red" variant="light" role="alert" icon={<IconAlertCircle size={18} />}>
          {problemText(error, t)}
        </Alert>
      )}
      {!hasColumns(current) && <Text c="dimmed">{t('import.knownMake')}</Text>}
      {(hasColumns(current) ? draft.mapping.sheets : []).map((sheet, place) => (
        <SheetCard
          key={sheet.sheet}
          sheet={sheet}
          found={current.preview?.mapping.sheets[place]}
          rows={current.preview?.sheets[place]?.rows ?? []}
          isOnly={draft.mapping.sheets.length === 1}
          onChange={(part) => onDraft({ ...draft, mapping: withSheet(draft.mapping, place, part) })}
        />
      ))}
      {!named && (
        <Text fz="sm" c="red">
          {t(isUsed ? 'import.noNames' : 'import.nothingUsed')}
        </Text>
      )}
      {asksPurpose && (
        <Surface p="lg">
          <Title order={2} fz="md" mb={4}>
            {t('import.notesTitle')}
          </Title>
          <Text fz="sm" c="dimmed" mb="md">
            {t('import.notesLead')}
          </Text>
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <PurposeField
              value={draft.purpose}
              onChange={(purpose) =>
                onDraft({ ...draft, purpose: purpose as ImportDraft['purpose'] })
              }
            />
            <BasisField
              value={draft.basis}
              onChange={(basis) => onDraft({ ...draft, basis: basis as ImportDraft['basis'] })}
            />
          </SimpleGrid>
        </Surface>
      )}
      {hasColumns(current) && (
        <MappingKeeper current={current} mapping={draft.mapping} onLaid={onLaid} />
      )}
      {request && <Busy request={request} label={t('import.reading')} />}
      <Group justify="space-between">
        <Button variant="default" onClick={onBack}>
          {t('import.other')}
        </Button>
        <Button
          onClick={onNext}
          loading={request !== null}
          disabled={!named || (asksPurpose && (!draft.purpose || !draft.basis))}
        >
          {t('import.toPreview')}
        </Button>
      </Group>
    </Stack>
  )
}
