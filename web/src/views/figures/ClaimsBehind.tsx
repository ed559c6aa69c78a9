/** The claims behind a number, folded; each says how much it weighs, or why it does not count. */
import { Collapse, Stack, Text, UnstyledButton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import type { Weighed } from '../../api/model'
import { perCent } from '../../kernels/figures'
import { useAccount } from '../../parts/account'
import { ClaimRow } from '../panel/ClaimRow'
import styles from './Why.module.css'

export function ClaimsBehind({ claims }: { claims: Weighed[] }) {
  const { t } = useTranslation()
  const { state } = useAccount()
  const [opened, { toggle }] = useDisclosure(false)
  if (claims.length === 0) return null
  return (
    <div>
      <UnstyledButton className={styles.more} onClick={toggle} aria-expanded={opened}>
        {t('why.claims', { count: claims.length })}
      </UnstyledButton>
      <Collapse expanded={opened}>
        <Stack gap="xs" className={styles.claims}>
          {claims.map((weighed) => {
            const claim = state.claims.find(({ id }) => id === weighed.claim)
            return (
              <div key={weighed.claim}>
                <Text fz="xs" fw={550}>
                  {t(`counts.${weighed.counts}`, { weight: perCent(weighed.weight) })}
                </Text>
                {claim && <ClaimRow claim={claim} />}
              </div>
            )
          })}
        </Stack>
      </Collapse>
    </div>
  )
}
