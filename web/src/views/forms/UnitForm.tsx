/** Adds a unit, or edits one; another parent moves it there. */
import { Autocomplete, NumberInput, Select, SimpleGrid, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { addUnit } from '../../actions/addUnit'
import { editUnit, type UnitFields } from '../../actions/editUnit'
import { useAccount } from '../../parts/account'
import { ChangeForm } from './ChangeForm'
import { ChoiceField } from './ChoiceField'
import { useUnitChoices } from './choices'
import { SpanFields } from './SpanFields'

interface Props {
  request: { id?: string; parent?: string }
  onClose: () => void
}

const outsideKinds = ['superior', 'expert_panel', 'agent', 'integrator', 'rival', 'other'] as const

export function UnitForm({ request, onClose }: Props) {
  const { t } = useTranslation()
  const { state, index } = useAccount()
  const units = useUnitChoices()
  const unit = request.id ? index.unit.get(request.id) : undefined
  const kinds = [...new Set(state.units.map(({ kind }) => kind).filter((kind) => kind != null))]
  const levels = [
    ...new Set(state.units.map(({ level }) => level).filter((level) => level != null)),
  ]
  const initial: UnitFields & Record<string, unknown> = {
    parent: unit?.parent ?? request.parent ?? null,
    name: unit?.name ?? '',
    kind: unit?.kind ?? '',
    level: unit?.level ?? '',
    outside: unit?.outside ?? null,
    order: unit?.order ?? null,
    from: unit?.span.from ?? null,
    until: unit?.span.until ?? null,
  }
  return (
    <ChangeForm
      initial={initial}
      check={(values) => ({ name: values.name.trim() ? null : t('form.required') })}
      changes={(values) => (unit ? editUnit(unit, values) : addUnit(values))}
      onClose={onClose}
    >
      {(form) => (
        <>
          <TextInput
            label={t('unit.name')}
            withAsterisk
            data-autofocus
            {...form.getInputProps('name')}
          />
          <ChoiceField
            label={t('unit.parent')}
            description={t('unit.parentHint')}
            data={units.filter((choice) => choice.value !== unit?.id)}
            clearable
            {...form.getInputProps('parent')}
          />
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <Autocomplete label={t('unit.kind')} data={kinds} {...form.getInputProps('kind')} />
            <Autocomplete label={t('unit.level')} data={levels} {...form.getInputProps('level')} />
            <Select
              label={t('unit.outside')}
              placeholder={t('unit.inside')}
              clearable
              data={outsideKinds.map((value) => ({ value, label: t(`outside.${value}`) }))}
              {...form.getInputProps('outside')}
            />
            <NumberInput
              label={t('form.order')}
              min={1}
              allowDecimal={false}
              {...form.getInputProps('order')}
              value={form.values.order ?? ''}
              onChange={(value) =>
                form.setFieldValue('order', typeof value === 'number' ? value : null)
              }
            />
          </SimpleGrid>
          <SpanFields from={form.getInputProps('from')} until={form.getInputProps('until')} />
        </>
      )}
    </ChangeForm>
  )
}
