/** Who is on the map and not in the file; they stay, unless a day is given on which they leave. */
import { Button, Group, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportReport } from '../../api/model'
import { Surface } from '../../parts/Surface'
import { DayField } from '../forms/DayField'

interface Props {
  gone: ImportReport['gone']
  endsOn: string | null
  busy: boolean
  onEndMissing: (day: string | null) => void
}

const most = 12

export function GoneCard({ gone, endsOn, busy, onEndMissing }: Props) {
  const { t } = useTranslation()
  const [all, setAll] = useState(false)
  const shown = all ? gone : gone.slice(0, most)
  return (
    <Surface p="lg">
      <Title order={2} fz="md" mb={4}>
        {t('import.goneTitle', { count: gone.length })}
      </Title>
      <Text fz="sm" c="dimmed">
        {t('import.goneLead')}
      </Text>
      <Text fz="sm" my="sm">
        {shown
          .map((person) => [person.name, person.posts[0]].filter(Boolean).join(' · '))
          .join(t('form.comma'))}
      </Text>
      <Group align="flex-end" justify="space-between">
        <DayField
          label={t('import.endMissing')}
          placeholder={t('import.endNobody')}
          w={220}
          value={endsOn}
          disabled={busy}
          onChange={(day) => onEndMissing(day)}
        />
        {gone.length > shown.length && (
          <Button variant="subtle" onClick={() => setAll(true)}>
            {t('form.more', { count: gone.length - shown.length })}
          </Button>
        )}
      </Group>
    </Surface>
  )
}
