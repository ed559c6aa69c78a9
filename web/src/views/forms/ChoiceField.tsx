/** A select that one can search and that stays quick with thousands of choices. */
import { Select, type SelectProps } from '@mantine/core'
import { useTranslation } from 'react-i18next'

export function ChoiceField(props: SelectProps) {
  const { t } = useTranslation()
  return (
    <Select
      searchable
      limit={60}
      nothingFoundMessage={t('form.nothingFound')}
      comboboxProps={{ shadow: 'md' }}
      {...props}
    />
  )
}
