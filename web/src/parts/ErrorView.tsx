/** Tells that something failed, why, and offers another try. */
import { Button, Center, Stack, Text, Title } from '@mantine/core'
import { useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { problemText } from './problemText'

interface Props {
  error: unknown
  reset?: () => void
}

export function ErrorView({ error, reset }: Props) {
  const { t } = useTranslation()
  const router = useRouter()
  return (
    <Center mih={320} p="xl" role="alert">
      <Stack align="center" gap="sm">
        <Title order={2} size="h4">
          {t('problem.title')}
        </Title>
        <Text c="dimmed" ta="center" maw={520}>
          {problemText(error, t)}
        </Text>
        <Button
          variant="light"
          onClick={() => {
            reset?.()
            void router.invalidate()
          }}
        >
          {t('problem.again')}
        </Button>
      </Stack>
    </Center>
  )
}
