/** What is believed of a person: each belief with its spread over the levels, how sure it is, and its claims. */
import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Why } from '../../api/model'
import { perCent } from '../../kernels/figures'
import { levelName } from '../../kernels/statements'
import { useAccount } from '../../parts/account'
import { ClaimsBehind } from './ClaimsBehind'
import styles from './Why.module.css'
import { WhySection } from './WhySection'

interface Props {
  beliefs: Why['beliefs']
  roles: Why['roles']
}

export function BeliefSection({ beliefs, roles }: Props) {
  const { t } = useTranslation()
  return (
    <WhySection title={t('why.beliefs')} empty={t('why.noBeliefs')}>
      {[
        ...beliefs.map((told) => <BeliefRow key={told.axis} told={told} />),
        ...roles.map((role) => (
          <RoleRow key={`${role.role.scale}${role.role.level}`} role={role} />
        )),
      ]}
    </WhySection>
  )
}

function BeliefRow({ told: { axis, belief } }: { told: Why['beliefs'][number] }) {
  const { t } = useTranslation()
  const { sureness, probabilities } = belief
  const words =
    sureness === 'unknown'
      ? t('stance.unknown')
      : t(`stance.${sureness}`, { confidence: perCent(belief.confidence) })
  return (
    <div>
      <div className={styles.row}>
        <div>
          <Text fz="sm" fw={550}>
            {t(`statement.${axis}` as 'statement.stance')}
          </Text>
          <Text fz="xs" c="dimmed">
            {[words, belief.stale && t('flag.stale')].filter(Boolean).join(' · ')}
          </Text>
        </div>
        <div
          className={styles.levels}
          data-sureness={sureness}
          role="img"
          aria-label={t('why.spread', { spread: probabilities.map(perCent).join(', ') })}
        >
          {probabilities.map((chance, level) => (
            <span
              // biome-ignore lint/suspicious/noArrayIndexKey: the five levels stand in a fixed order.
              key={level}
              className={styles.level}
              style={{ height: `${Math.round(chance * 100)}%` }}
              title={perCent(chance)}
            />
          ))}
        </div>
      </div>
      <ClaimsBehind claims={belief.claims} />
    </div>
  )
}

function RoleRow({ role: { role, held } }: { role: Why['roles'][number] }) {
  const { t, i18n } = useTranslation()
  const { presets } = useAccount()
  const axis = presets.scales.find(({ id }) => id === role.scale)?.axis ?? 'role'
  return (
    <div>
      <Text fz="sm">
        {t('why.role', {
          role: levelName(presets, axis, role, i18n.language),
          chance: perCent(held.probability),
        })}
      </Text>
      <ClaimsBehind claims={held.claims} />
    </div>
  )
}
