/** What to beware of about a person, in words. */
import { Badge, Group, Tooltip } from '@mantine/core'
import { useTranslation } from 'react-i18next'

export type FlagName = 'unknown' | 'uncovered' | 'single_thread' | 'stale' | 'opposed'

const colours: Record<FlagName, string> = {
  unknown: 'gray',
  uncovered: 'orange',
  single_thread: 'orange',
  stale: 'gray',
  opposed: 'red',
}

export function FlagList({ flags }: { flags: readonly FlagName[] }) {
  const { t } = useTranslation()
  return (
    <Group gap={4}>
      {flags.map((flag) => (
        <Tooltip key={flag} label={t(`flagHint.${flag}`)} multiline maw={280}>
          <Badge
            size="sm"
            variant="light"
            color={colours[flag]}
            c={colours[flag] === 'gray' ? 'dimmed' : undefined}
            tt="none"
            fw={500}
          >
            {t(`flag.${flag}`)}
          </Badge>
        </Tooltip>
      ))}
    </Group>
  )
}
