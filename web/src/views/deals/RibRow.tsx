/** One rib of a deal's fishbone with its causes. */
import { ActionIcon, Badge, Group, Stack, Text, Tooltip } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Rib, Twig } from '../../kernels/causes'
import { useAccount } from '../../parts/account'
import { RowMenu } from '../panel/RowMenu'

export function RibRow({ rib, deal }: { rib: Rib; deal: string }) {
  const { t } = useTranslation()
  const { mayEdit, openForm } = useAccount()
  const label = t('cause.addTo', { rib: rib.name })
  return (
    <div>
      <Group gap={4}>
        <Text fz="sm" fw={650}>
          {rib.name}
        </Text>
        {mayEdit && (
          <Tooltip label={label}>
            <ActionIcon
              size="sm"
              variant="subtle"
              aria-label={label}
              onClick={() => openForm({ form: 'cause', deal, rib: rib.name })}
            >
              <IconPlus size={15} />
            </ActionIcon>
          </Tooltip>
        )}
      </Group>
      <Stack gap={4} mt={2}>
        {rib.twigs.map((twig) => (
          <TwigRow key={twig.cause.id} twig={twig} />
        ))}
      </Stack>
    </div>
  )
}

/** One cause, as deep as what it explains. */
export function TwigRow({ twig: { cause, depth } }: { twig: Twig }) {
  const { t } = useTranslation()
  return (
    <Group justify="space-between" wrap="nowrap" align="flex-start" pl={14 + 18 * depth}>
      <Group gap={8}>
        <Text fz="sm">{cause.text}</Text>
        {cause.chance != null && (
          <Badge size="sm" variant="light" color="orange" tt="none" fw={500}>
            {t('cause.chanceIs', { percent: Math.round(cause.chance * 100) })}
          </Badge>
        )}
        {cause.claims.length > 0 && (
          <Badge size="sm" variant="default" tt="none" fw={500}>
            {t('cause.claimCount', { count: cause.claims.length })}
          </Badge>
        )}
      </Group>
      <RowMenu
        name={cause.text}
        edit={{ form: 'cause', id: cause.id }}
        other={{
          label: t('cause.explain'),
          form: { form: 'cause', deal: cause.deal, rib: cause.rib, parent: cause.id },
        }}
        end={{ noun: 'cause', id: cause.id, label: t('end.cause') }}
      />
    </Group>
  )
}
