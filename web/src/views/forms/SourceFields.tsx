/** How we know: source, kind of source, grade and day. */
import { Select, SimpleGrid, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { choicesOf } from '../../kernels/statements'
import { useAccount } from '../../parts/account'
import type { FormOf } from './ChangeForm'
import type { ClaimValues } from './ClaimForm'
import { DayField } from './DayField'

const reliabilities = ['A', 'B', 'C', 'D', 'E', 'F'] as const
const credibilities = ['1', '2', '3', '4', '5', '6'] as const

export function SourceFields({ form }: { form: FormOf<ClaimValues> }) {
  const { t, i18n } = useTranslation()
  const { state, presets } = useAccount()
  const { grade, source } = form.values
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <Select
          label={t('claim.source')}
          placeholder={t('claim.newSource')}
          clearable
          searchable
          data={state.sources.map(({ id, label }) => ({ value: id, label }))}
          {...form.getInputProps('source')}
        />
        <Select
          label={t('claim.sourceKind')}
          allowDeselect={false}
          data={choicesOf(presets.source_kinds, i18n.language)}
          {...form.getInputProps('sourceKind')}
        />
      </SimpleGrid>
      {!source && (
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextInput
            label={t('claim.sourceLabel')}
            description={t('claim.sourceLabelHint')}
            withAsterisk
            {...form.getInputProps('sourceLabel')}
          />
          <TextInput
            label={t('claim.sourceName')}
            description={t('claim.sourceNameHint')}
            {...form.getInputProps('sourceName')}
          />
        </SimpleGrid>
      )}
      <SimpleGrid cols={{ base: 1, xs: 3 }}>
        <Select
          label={t('claim.reliability')}
          allowDeselect={false}
          data={reliabilities.map((value) => ({
            value,
            label: `${value} · ${t(`reliability.${value}`)}`,
          }))}
          value={grade[0]}
          error={form.errors.grade}
          onChange={(letter) => form.setFieldValue('grade', `${letter}${grade[1]}`)}
        />
        <Select
          label={t('claim.credibility')}
          allowDeselect={false}
          data={credibilities.map((value) => ({
            value,
            label: `${value} · ${t(`credibility.${value}`)}`,
          }))}
          value={grade[1]}
          onChange={(digit) => form.setFieldValue('grade', `${grade[0]}${digit}`)}
        />
        <DayField
          label={t('claim.observedOn')}
          withAsterisk
          clearable={false}
          {...form.getInputProps('observedOn')}
        />
      </SimpleGrid>
    </>
  )
}
