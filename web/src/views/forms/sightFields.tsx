/** How far a record may be seen: its tier, and the named readers of the highest one. */
import { MultiSelect, Select, type SelectProps } from '@mantine/core'
import type { GetInputPropsReturnType } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { useMemberChoices } from './choices'

export function TierField(props: SelectProps) {
  const { t } = useTranslation()
  return (
    <Select
      label={t('claim.tier')}
      allowDeselect={false}
      data={(['T0', 'T1', 'T2', 'T3'] as const).map((value) => ({
        value,
        label: `${value} · ${t(`tier.${value}`)}`,
      }))}
      {...props}
    />
  )
}

export function ReadersField(props: GetInputPropsReturnType) {
  const { t } = useTranslation()
  return (
    <MultiSelect
      label={t('claim.readers')}
      description={t('claim.readersHint')}
      searchable
      data={useMemberChoices()}
      {...props}
    />
  )
}

interface Props {
  tier: GetInputPropsReturnType
  readers: GetInputPropsReturnType
}

/** The tier, and below it the readers where the tier asks for them. */
export function SightFields({ tier, readers }: Props) {
  return (
    <>
      <TierField {...tier} />
      {tier.value === 'T3' && <ReadersField {...readers} />}
    </>
  )
}
