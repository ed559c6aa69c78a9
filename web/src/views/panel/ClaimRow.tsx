/** One claim: what it says, and how we know. */
import { Badge, Group, Stack, Text, Tooltip } from '@mantine/core'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Claim } from '../../api/model'
import { claimPersons } from '../../kernels/accountIndex'
import { claimAge, claimStanding } from '../../kernels/claims'
import { inLanguage, statementText } from '../../kernels/statements'
import { useAccount } from '../../parts/account'
import { useDay } from '../../parts/useDay'
import styles from './ClaimRow.module.css'
import { RowMenu } from './RowMenu'

interface Props {
  claim: Claim
  /** Names whom the claim is about, where that does not follow from the place. */
  isNamed?: boolean
}

export function ClaimRow({ claim, isNamed }: Props) {
  const { t, i18n } = useTranslation()
  const { index, presets } = useAccount()
  const day = useDay()
  const standing = claimStanding(claim, day)
  const kind = t(`statement.${claim.statement.kind}` as 'statement.note')
  const purpose = presets.purposes.find((choice) => choice.id === claim.purpose)
  const about = claimPersons(claim).map((id) => index.person.get(id)?.name)
  const isTie = claim.statement.kind === 'tie'
  const title = isNamed && !isTie && about[0] ? `${about[0]} · ${kind}` : kind
  const deal = isNamed ? null : claim.deal && index.deal.get(claim.deal)?.name
  const facts = [
    deal && t('claim.inDeal', { deal }),
    claim.contradicts && t('claim.isAgainst'),
    t('claim.observed', { day: claim.observed_on, age: t('claim.age', claimAge(claim, day)) }),
    t('claim.from', { source: index.source.get(claim.source)?.label ?? t('claim.sourceHidden') }),
    t('claim.expires', { day: claim.expires_on }),
    t('claim.purposeIs', { purpose: purpose ? inLanguage(purpose, i18n.language) : claim.purpose }),
  ]
  return (
    <div className={styles.claim} data-standing={standing}>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <Group gap={6}>
          <Text fz="sm" fw={600}>
            {title}
          </Text>
          <Tooltip label={t('claim.gradeIs', gradeWords(claim.grade, t))} multiline maw={260}>
            <Badge size="sm" variant="default" tt="none" tabIndex={0}>
              {claim.grade}
            </Badge>
          </Tooltip>
          <Tooltip label={t(`tier.${claim.tier}`)}>
            <Badge size="sm" variant="light" tt="none" tabIndex={0}>
              {claim.tier}
            </Badge>
          </Tooltip>
          {standing !== 'counts' && (
            <Badge size="sm" variant="light" color="gray" c="dimmed" tt="none">
              {t(`claim.standing.${standing}`)}
            </Badge>
          )}
        </Group>
        <RowMenu
          name={title}
          edit={{ form: 'claim', id: claim.id }}
          other={{
            label: t('claim.contradict'),
            form: { form: 'claim', contradicts: claim.id },
          }}
          end={
            claim.retracted_on ? undefined : { noun: 'claim', id: claim.id, label: t('end.claim') }
          }
        />
      </Group>
      <Stack gap={2} mt={2}>
        <Text fz="sm" className={styles.text}>
          {statementText(claim.statement, index, presets, i18n.language, t)}
        </Text>
        <Text fz="xs" c="dimmed">
          {facts.filter(Boolean).join(' · ')}
        </Text>
      </Stack>
    </div>
  )
}

function gradeWords(grade: string, t: TFunction) {
  return {
    reliability: t(`reliability.${grade[0]}` as 'reliability.A'),
    credibility: t(`credibility.${grade[1]}` as 'credibility.1'),
  }
}
