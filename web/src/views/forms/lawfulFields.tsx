/** Purpose and ground in law, which every claim carries. */
import { Select, type SelectProps } from '@mantine/core'
import { useTranslation } from 'react-i18next'

const purposes = [
  'customer_care',
  'offer_preparation',
  'contract_performance',
  'compliance',
] as const
const bases = [
  'legitimate_interest',
  'consent',
  'contract',
  'legal_obligation',
  'public_information',
] as const

export function PurposeField(props: SelectProps) {
  const { t } = useTranslation()
  return (
    <Select
      label={t('claim.purpose')}
      withAsterisk
      allowDeselect={false}
      data={purposes.map((value) => ({ value, label: t(`purpose.${value}`) }))}
      {...props}
    />
  )
}

export function BasisField(props: SelectProps) {
  const { t } = useTranslation()
  return (
    <Select
      label={t('claim.basis')}
      withAsterisk
      allowDeselect={false}
      data={bases.map((value) => ({ value, label: t(`basis.${value}`) }))}
      {...props}
    />
  )
}
