/** How a claim is kept: purpose, ground in law, tier and days. */
import { MultiSelect, Select, SimpleGrid } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { membersQuery } from '../../api/administration'
import type { FormOf } from './ChangeForm'
import type { ClaimValues } from './ClaimForm'
import { DayField } from './DayField'
import { BasisField, PurposeField } from './lawfulFields'

export function HandlingFields({ form }: { form: FormOf<ClaimValues> }) {
  const { t } = useTranslation()
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <PurposeField {...form.getInputProps('purpose')} />
        <BasisField {...form.getInputProps('basis')} />
      </SimpleGrid>
      <SimpleGrid cols={{ base: 1, xs: 3 }}>
        <Select
          label={t('claim.tier')}
          allowDeselect={false}
          data={(['T0', 'T1', 'T2', 'T3'] as const).map((value) => ({
            value,
            label: `${value} · ${t(`tier.${value}`)}`,
          }))}
          {...form.getInputProps('tier')}
        />
        <DayField
          label={t('claim.expiresOn')}
          withAsterisk
          clearable={false}
          {...form.getInputProps('expiresOn')}
        />
        <DayField label={t('claim.reviewOn')} {...form.getInputProps('reviewOn')} />
      </SimpleGrid>
      {form.values.tier === 'T3' && <ReadersField form={form} />}
    </>
  )
}

function ReadersField({ form }: { form: FormOf<ClaimValues> }) {
  const { t } = useTranslation()
  const { data: members = [] } = useQuery(membersQuery)
  return (
    <MultiSelect
      label={t('claim.readers')}
      description={t('claim.readersHint')}
      searchable
      data={members.map(({ id, name }) => ({ value: id, label: name }))}
      {...form.getInputProps('readers')}
    />
  )
}
