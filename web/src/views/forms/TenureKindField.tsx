/** How a person holds a post. */
import { Select, type SelectProps } from '@mantine/core'
import { useTranslation } from 'react-i18next'

export function TenureKindField(props: SelectProps) {
  const { t } = useTranslation()
  return (
    <Select
      label={t('tenure.kind')}
      allowDeselect={false}
      data={(['substantive', 'acting', 'concurrent', 'seconded'] as const).map((value) => ({
        value,
        label: t(`tenureKind.${value}`),
      }))}
      {...props}
    />
  )
}
