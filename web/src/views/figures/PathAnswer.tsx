/** The paths to one person, the best first, with the chance that any of them succeeds. */
import { Alert, Stack, Text, Title } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { pathsQuery } from '../../api/figures'
import type { AccessPath, Paths } from '../../api/model'
import { perCent } from '../../kernels/figures'
import { otherPaths } from '../../kernels/paths'
import { useAccount } from '../../parts/account'
import { Surface } from '../../parts/Surface'
import { Figure } from './Figure'
import { PathSteps } from './PathSteps'

interface Props {
  deal: string | undefined
  to: string
  from: string | undefined
}

export function PathAnswer({ deal, to, from }: Props) {
  const { id } = useAccount()
  const paths = useQuery(pathsQuery(id, { to, deal, from }))
  return <Figure query={paths}>{(told) => <PathSheet told={told} />}</Figure>
}

function PathSheet({ told }: { told: Paths }) {
  const { t } = useTranslation()
  const { quiet } = told
  if (quiet)
    return (
      <Alert variant="light" color="orange" icon={<IconLock size={18} />} title={t('paths.locked')}>
        {quiet.until
          ? t('paths.quietUntil', { name: told.to.name, reason: quiet.reason, day: quiet.until })
          : t('paths.quietOpen', { name: told.to.name, reason: quiet.reason })}
      </Alert>
    )
  const [best] = told.paths
  if (!best)
    return (
      <Alert variant="light" role="status">
        {t('paths.none', { name: told.to.name })}
      </Alert>
    )
  return (
    <Stack gap={16}>
      <Surface p="lg">
        <Title order={3} size="h4">
          {t('paths.best', { name: told.to.name })}
        </Title>
        <Text fz="sm" c="dimmed" mb="md">
          {t('paths.overall', { best: perCent(best.reliability), chance: perCent(told.overall) })}
        </Text>
        <PathSteps path={best} />
      </Surface>
      <OtherPaths
        title={t('paths.disjoint')}
        lead={t('paths.disjointLead')}
        paths={told.disjoint.slice(1)}
      />
      <OtherPaths title={t('paths.next')} lead={t('paths.nextLead')} paths={otherPaths(told)} />
    </Stack>
  )
}

interface OtherProps {
  title: string
  lead: string
  paths: AccessPath[]
}

function OtherPaths({ title, lead, paths }: OtherProps) {
  if (paths.length === 0) return null
  return (
    <Surface p="lg">
      <Title order={3} size="h4">
        {title}
      </Title>
      <Text fz="sm" c="dimmed" mb="md">
        {lead}
      </Text>
      <Stack gap="md">
        {paths.map((path) => (
          <PathSteps
            key={path.steps.map((step) => step.member ?? step.person?.person).join()}
            path={path}
          />
        ))}
      </Stack>
    </Surface>
  )
}
