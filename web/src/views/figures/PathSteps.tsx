/** One path, step by step: who, by which tie, and how reliable each step is. */
import { Text, Tooltip } from '@mantine/core'
import { IconArrowNarrowRight } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { AccessPath } from '../../api/model'
import { perCent } from '../../kernels/figures'
import { inLanguage, statementText } from '../../kernels/statements'
import { useAccount } from '../../parts/account'
import { useMemberNames } from '../../parts/useMemberNames'
import styles from './Paths.module.css'
import { PersonChip } from './PersonChip'

type Step = AccessPath['steps'][number]

export function PathSteps({ path }: { path: AccessPath }) {
  const { t } = useTranslation()
  return (
    <div className={styles.path}>
      <span className={styles.reliability}>{perCent(path.reliability)}</span>
      <ol className={styles.steps} aria-label={t('paths.steps')}>
        {path.steps.map((step, place) => (
          <li key={step.member ?? step.person?.person} className={styles.step}>
            {place > 0 && <StepArrow step={step} />}
            <StepPlace step={step} />
          </li>
        ))}
      </ol>
    </div>
  )
}

function StepArrow({ step }: { step: Step }) {
  const { t, i18n } = useTranslation()
  const { presets, state, index } = useAccount()
  const kind = presets.tie_kinds.find(({ id }) => id === step.tie)
  const word = kind ? inLanguage(kind, i18n.language) : (step.tie ?? t('statement.rapport'))
  const claims = state.claims.filter(({ id }) => step.claims.includes(id))
  const behind = claims
    .map((claim) =>
      [
        statementText(claim.statement, index, presets, i18n.language, t),
        claim.grade,
        claim.observed_on,
      ].join(' · '),
    )
    .join('\n')
  return (
    <Tooltip
      label={<span style={{ whiteSpace: 'pre-line' }}>{behind}</span>}
      disabled={!behind}
      multiline
      maw={340}
    >
      <span className={styles.arrow}>
        <Text fz="xs" c="dimmed" span>
          {`${word} · ${perCent(step.reliability)}`}
        </Text>
        <IconArrowNarrowRight size={22} stroke={1.4} aria-hidden />
      </span>
    </Tooltip>
  )
}

function StepPlace({ step }: { step: Step }) {
  const nameOf = useMemberNames()
  if (step.person) return <PersonChip person={step.person} />
  return <span className={styles.ours}>{nameOf(step.member ?? '')}</span>
}
