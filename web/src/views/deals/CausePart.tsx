/** What the fishbones of a deal are drawn from: causes by rib, and actions by day. */
import { Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Action, Deal } from '../../api/model'
import { ribsOf } from '../../kernels/causes'
import { useAccount } from '../../parts/account'
import { PanelSection } from '../panel/PanelSection'
import { ActionRow } from './ActionRow'
import { RibRow } from './RibRow'

export function CausePart({ deal }: { deal: Deal }) {
  const { t } = useTranslation()
  const { index, openForm } = useAccount()
  const ribs = ribsOf(index.causesOf.get(deal.id) ?? [])
  const actions = [...(index.actionsOf.get(deal.id) ?? [])].sort(byDueDay)
  return (
    <Stack gap="lg">
      <PanelSection
        title={t('cause.title')}
        empty={t('cause.none')}
        add={{ label: t('cause.add'), act: () => openForm({ form: 'cause', deal: deal.id }) }}
      >
        {ribs.map((rib) => (
          <RibRow key={rib.name} rib={rib} deal={deal.id} />
        ))}
      </PanelSection>
      <PanelSection
        title={t('action.title')}
        empty={t('action.none')}
        add={{ label: t('action.add'), act: () => openForm({ form: 'action', deal: deal.id }) }}
      >
        {actions.map((action) => (
          <ActionRow key={action.id} action={action} />
        ))}
      </PanelSection>
    </Stack>
  )
}

/** What is still to be done first, by the day it is due. */
function byDueDay(left: Action, right: Action): number {
  return (
    Number(Boolean(left.done_on)) - Number(Boolean(right.done_on)) ||
    (left.due_on ?? '9999').localeCompare(right.due_on ?? '9999')
  )
}
