/** Purpose and ground in law, which every claim carries. */
import { Select, type SelectProps } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { choicesOf } from '../../kernels/statements'
import { useAccount } from '../../parts/account'

export function PurposeField(props: SelectProps) {
  const { t, i18n } = useTranslation()
  const { presets } = useAccount()
  return (
    <Select
      label={t('claim.purpose')}
      withAsterisk
      allowDeselect={false}
      data={choicesOf(presets.purposes, i18n.language)}
      {...props}
    />
  )
}

export function BasisField(props: SelectProps) {
  const { t, i18n } = useTranslation()
  const { presets } = useAccount()
  return (
    <Select
      label={t('claim.basis')}
      withAsterisk
      allowDeselect={false}
      data={choicesOf(presets.bases, i18n.language)}
      {...props}
    />
  )
}
