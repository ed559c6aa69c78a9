/** Stands in while an answer is on its way. */
import { Center, Loader } from '@mantine/core'
import { useTranslation } from 'react-i18next'

export function Waiting({ height = 280 }: { height?: number | string }) {
  const { t } = useTranslation()
  return (
    <Center h={height} role="status" aria-label={t('shell.loading')}>
      <Loader type="dots" />
    </Center>
  )
}
