/** Adds a claim, or corrects one: what it states is never overwritten, a new claim takes its place. */
import { Alert, Divider } from '@mantine/core'
import type { FormErrors } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { addClaim, type ClaimFields } from '../../actions/addClaim'
import { editClaim, statesOtherwise } from '../../actions/editClaim'
import { meQuery } from '../../api/session'
import { claimFields } from '../../kernels/claimFields'
import { dayOf } from '../../kernels/days'
import { valuedKinds, worded } from '../../kernels/statements'
import { useAccount } from '../../parts/account'
import { ChangeForm } from './ChangeForm'
import { HandlingFields } from './HandlingFields'
import { SourceFields } from './SourceFields'
import { StatementFields } from './StatementFields'

interface Props {
  request: { id?: string; person?: string }
  onClose: () => void
}

export type ClaimValues = ClaimFields & Record<string, unknown>

export function ClaimForm({ request, onClose }: Props) {
  const { t } = useTranslation()
  const { state } = useAccount()
  const { data: me } = useQuery(meQuery)
  const writer = me?.user.id ?? ''
  const today = dayOf(new Date())
  const claim = state.claims.find((candidate) => candidate.id === request.id)
  return (
    <ChangeForm<ClaimValues>
      initial={{ ...claimFields(claim, { person: request.person ?? '', member: writer, today }) }}
      check={(values) => checkClaim(values, t)}
      changes={(values) =>
        claim ? editClaim(claim, values, writer, today) : addClaim(values, writer)
      }
      onClose={onClose}
    >
      {(form) => (
        <>
          <StatementFields form={form} />
          <Divider label={t('claim.howWeKnow')} labelPosition="left" />
          <SourceFields form={form} />
          <Divider label={t('claim.howKept')} labelPosition="left" />
          <HandlingFields form={form} />
          {claim && statesOtherwise(claim, form.values) && (
            <Alert variant="light" color="sea">
              {t('claim.replaces')}
            </Alert>
          )}
        </>
      )}
    </ChangeForm>
  )
}

function checkClaim(values: ClaimValues, t: TFunction): FormErrors {
  const missing = (isMissing: boolean) => (isMissing ? t('form.required') : null)
  return {
    person: missing(!values.person),
    value: missing(valuedKinds.has(values.kind) && !values.value),
    other: missing(values.kind === 'tie' && !values.other),
    tie: missing(values.kind === 'tie' && !values.tie),
    text: missing(worded.has(values.kind) && !values.text.trim()),
    sourceLabel: missing(!values.source && !values.sourceLabel.trim()),
    observedOn: missing(!values.observedOn),
    expiresOn: missing(!values.expiresOn),
    purpose: missing(!values.purpose),
    basis: missing(!values.basis),
  }
}
