/** How a claim is kept: purpose, ground in law, tier and days. */
import { SimpleGrid } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { FormOf } from './ChangeForm'
import type { ClaimValues } from './ClaimForm'
import { DayField } from './DayField'
import { BasisField, PurposeField } from './lawfulFields'
import { ReadersField, TierField } from './sightFields'

export function HandlingFields({ form }: { form: FormOf<ClaimValues> }) {
  const { t } = useTranslation()
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <PurposeField {...form.getInputProps('purpose')} />
        <BasisField {...form.getInputProps('basis')} />
      </SimpleGrid>
      <SimpleGrid cols={{ base: 1, xs: 3 }}>
        <TierField {...form.getInputProps('tier')} />
        <DayField
          label={t('claim.expiresOn')}
          withAsterisk
          clearable={false}
          {...form.getInputProps('expiresOn')}
        />
        <DayField label={t('claim.reviewOn')} {...form.getInputProps('reviewOn')} />
      </SimpleGrid>
      {form.values.tier === 'T3' && <ReadersField {...form.getInputProps('readers')} />}
    </>
  )
}
