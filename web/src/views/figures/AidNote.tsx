/** Says what the figures are for, and what they are not. */
import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'

export function AidNote() {
  const { t } = useTranslation()
  return (
    <Text fz="xs" c="dimmed" mt="xl" maw={760}>
      {t('figures.aid')}
    </Text>
  )
}
