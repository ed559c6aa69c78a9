/** Draws a line of authority, or edits one. */
import { Checkbox, Select, SimpleGrid, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { drawLine } from '../../actions/drawLine'
import { editLine, type LineFields } from '../../actions/editLine'
import { placeReference } from '../../kernels/accountIndex'
import { useAccount } from '../../parts/account'
import { ChangeForm } from './ChangeForm'
import { ChoiceField } from './ChoiceField'
import { usePlaceChoices } from './choices'
import { SpanFields } from './SpanFields'

interface Props {
  request: { id?: string; superior?: string; subordinate?: string }
  onClose: () => void
}

const kinds = ['solid', 'dotted', 'oversees', 'dual', 'guidance'] as const

export function LineForm({ request, onClose }: Props) {
  const { t } = useTranslation()
  const { state } = useAccount()
  const places = usePlaceChoices()
  const line = state.lines.find((candidate) => candidate.id === request.id)
  const initial: LineFields & Record<string, unknown> = {
    superior: line ? placeReference(line.superior) : (request.superior ?? ''),
    subordinate: line ? placeReference(line.subordinate) : (request.subordinate ?? ''),
    kind: line?.kind ?? 'solid',
    matter: line?.matter ?? '',
    primary: line?.primary ?? false,
    from: line?.span.from ?? null,
    until: line?.span.until ?? null,
  }
  return (
    <ChangeForm
      initial={initial}
      check={(values) => ({
        superior: values.superior ? null : t('form.required'),
        subordinate: values.subordinate ? null : t('form.required'),
      })}
      changes={(values) => (line ? editLine(line, values) : drawLine(values))}
      onClose={onClose}
    >
      {(form) => (
        <>
          <ChoiceField
            label={t('line.superior')}
            data={places}
            withAsterisk
            {...form.getInputProps('superior')}
          />
          <ChoiceField
            label={t('line.subordinate')}
            data={places}
            withAsterisk
            {...form.getInputProps('subordinate')}
          />
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <Select
              label={t('line.kind')}
              allowDeselect={false}
              data={kinds.map((value) => ({ value, label: t(`lineKind.${value}`) }))}
              {...form.getInputProps('kind')}
            />
            <TextInput
              label={t('line.matter')}
              placeholder={t('line.matterExample')}
              {...form.getInputProps('matter')}
            />
          </SimpleGrid>
          <Checkbox
            label={t('line.primary')}
            description={t('line.primaryHint')}
            {...form.getInputProps('primary', { type: 'checkbox' })}
          />
          <SpanFields from={form.getInputProps('from')} until={form.getInputProps('until')} />
        </>
      )}
    </ChangeForm>
  )
}
