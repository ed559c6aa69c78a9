/** Stands in while an answer is on its way. */
import { Center, Loader, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'

interface Props {
  height?: number | string
  /** What is being done, where that is worth a word. */
  label?: string
}

export function Waiting({ height = 280, label }: Props) {
  const { t } = useTranslation()
  return (
    <Center h={height} role="status" aria-label={label ?? t('shell.loading')}>
      <Stack align="center" gap="xs">
        <Loader type="dots" />
        {label && <Text c="dimmed">{label}</Text>}
      </Stack>
    </Center>
  )
}
