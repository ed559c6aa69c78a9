/** What is missing, the heaviest first; each gap leads to the place where it can be mended. */
import { Anchor, Badge, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { gapsQuery } from '../../api/figures'
import type { Gap } from '../../api/model'
import { useAccount } from '../../parts/account'
import { Figure } from './Figure'

const colours = { high: 'red', medium: 'orange', low: 'gray' }

export function GapPart({ deal }: { deal: string | undefined }) {
  const { t, i18n } = useTranslation()
  const { id } = useAccount()
  const gaps = useQuery(gapsQuery(id, { deal }, i18n.language))
  return (
    <Figure query={gaps}>
      {({ items }) => (
        <Stack gap="sm">
          {items.map((gap) => (
            <GapRow key={`${gap.kind}${gap.person}${gap.seat}${gap.stage}`} gap={gap} />
          ))}
          {items.length === 0 && (
            <Text fz="sm" c="dimmed">
              {t('gap.none')}
            </Text>
          )}
        </Stack>
      )}
    </Figure>
  )
}

function GapRow({ gap }: { gap: Gap }) {
  const { t } = useTranslation()
  return (
    <Group gap="sm" wrap="nowrap" align="flex-start">
      <Badge
        variant="light"
        color={colours[gap.severity]}
        c={gap.severity === 'low' ? 'dimmed' : undefined}
        tt="none"
        fw={550}
        miw={58}
        mt={1}
        style={{ flex: 'none' }}
      >
        {t(`gap.${gap.severity}`)}
      </Badge>
      <div>
        <Text fz="sm">{gap.sentence}</Text>
        <GapLink gap={gap} />
      </div>
    </Group>
  )
}

function GapLink({ gap }: { gap: Gap }) {
  const { t } = useTranslation()
  const { id, index } = useAccount()
  const stage = gap.stage ? index.stage.get(gap.stage) : undefined
  if (gap.person)
    return (
      <Anchor
        fz="xs"
        renderRoot={(props) => (
          <Link
            {...props}
            to="/accounts/$accountId"
            params={{ accountId: id }}
            search={{ select: `person:${gap.person}` }}
          />
        )}
      >
        {t('gap.toPerson', { name: index.person.get(gap.person)?.name ?? '?' })}
      </Anchor>
    )
  if (!stage) return null
  return (
    <Anchor
      fz="xs"
      renderRoot={(props) => (
        <Link
          {...props}
          to="/accounts/$accountId/deals/$dealId"
          params={{ accountId: id, dealId: stage.deal }}
          search={{}}
        />
      )}
    >
      {t('gap.toStage', { stage: stage.name })}
    </Anchor>
  )
}
