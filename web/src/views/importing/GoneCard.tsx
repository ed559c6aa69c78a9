/** Who and which posts are on the map and not in the file; they stay, unless a day is given on which they leave. */
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
  // A post that its holder left and nobody took stands among the missing, and is no person.
  const people = gone.filter((entry) => entry.person)
  const posts = gone.filter((entry) => !entry.person)
  const told = [
    ...people.map((person) => [person.name, person.held[0]].filter(Boolean).join(' · ')),
    ...posts.map((post) => t('import.gonePost', { post: post.held[0] ?? post.name })),
  ]
  const shown = all ? told : told.slice(0, most)
  return (
    <Surface p="lg">
      <Title order={2} fz="md" mb={4}>
        {[
          people.length > 0 && t('import.goneTitle', { count: people.length }),
          posts.length > 0 && t('import.gonePosts', { count: posts.length }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </Title>
      <Text fz="sm" c="dimmed">
        {t(people.length > 0 ? 'import.goneLead' : 'import.gonePostsLead')}
      </Text>
      <Text fz="sm" my="sm">
        {shown.join(t('import.goneNext'))}
      </Text>
      <Group align="flex-end" justify="space-between">
        <DayField
          label={t(people.length > 0 ? 'import.endMissing' : 'import.endPosts')}
          placeholder={t('import.endNobody')}
          w={220}
          value={endsOn}
          disabled={busy}
          onChange={(day) => onEndMissing(day)}
        />
        {told.length > shown.length && (
          <Button variant="subtle" onClick={() => setAll(true)}>
            {t('form.more', { count: told.length - shown.length })}
          </Button>
        )}
      </Group>
    </Surface>
  )
}
