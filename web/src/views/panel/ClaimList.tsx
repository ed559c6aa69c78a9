/** What somebody told us of a person, claim by claim, the newest first. */
import { useTranslation } from 'react-i18next'
import { newestFirst } from '../../kernels/claims'
import { useAccount } from '../../parts/account'
import { ClaimRow } from './ClaimRow'
import { PanelSection } from './PanelSection'

export function ClaimList({ person }: { person: string }) {
  const { t } = useTranslation()
  const { index, openForm } = useAccount()
  const claims = newestFirst(index.claimsOn.get(person) ?? [])
  return (
    <PanelSection
      title={t('panel.claims')}
      empty={t('panel.noClaims')}
      add={{ label: t('claim.add'), act: () => openForm({ form: 'claim', person }) }}
    >
      {claims.map((claim) => (
        <ClaimRow key={claim.id} claim={claim} />
      ))}
    </PanelSection>
  )
}
