/** The claims that count in a deal only, or are about it */
import { useTranslation } from 'react-i18next'
import type { Deal } from '../../api/model'
import { newestFirst } from '../../kernels/claims'
import { useAccount } from '../../parts/account'
import { ClaimRow } from '../panel/ClaimRow'
import { PanelSection } from '../panel/PanelSection'

export function ClaimPart({ deal }: { deal: Deal }) {
  const { t } = useTranslation()
  const { index, openForm } = useAccount()
  const claims = newestFirst(index.claimsIn.get(deal.id) ?? [])
  return (
    <PanelSection
      title={t('deal.claims')}
      empty={t('deal.noClaims')}
      add={{ label: t('claim.add'), act: () => openForm({ form: 'claim', deal: deal.id }) }}
    >
      {claims.map((claim) => (
        <ClaimRow key={claim.id} claim={claim} isNamed />
      ))}
    </PanelSection>
  )
}
