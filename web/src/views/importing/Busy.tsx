/** A bar while a file is sent, read or written: how far it has come where the server can tell, else one that moves. */
import { Progress, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { importProgressQuery } from '../../api/imports'

interface Props {
  /** The key of the request that is waited for. */
  request: string
  /** What is being done, until more is known. */
  label: string
}

/** Short requests are over before anybody asks, in milliseconds. */
const PATIENCE = 500

export function Busy({ request, label }: Props) {
  const { t } = useTranslation()
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), PATIENCE)
    return () => clearTimeout(timer)
  }, [])
  const { data } = useQuery({ ...importProgressQuery(request), enabled: late })
  const share = data?.total ? Math.floor((100 * data.done) / data.total) : undefined
  const words = data ? t(`importStage.${data.stage}`) : label
  return (
    <Stack gap={6} w="100%" maw={360} role="status">
      <Progress.Root size="md">
        <Progress.Section
          value={share ?? 100}
          animated={share === undefined}
          striped={share === undefined}
          aria-label={words}
        />
      </Progress.Root>
      <Text fz="sm" c="dimmed" ta="center">
        {share === undefined ? words : t('import.share', { words, share })}
      </Text>
    </Stack>
  )
}
