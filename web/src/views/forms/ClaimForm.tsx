/** Adds a claim, or corrects one: what it states is never overwritten, a new claim takes its place. */
import { Alert, Divider } from '@mantine/core'
import type { FormErrors } from '@mantine/form'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { addClaim, type ClaimFields } from '../../actions/addClaim'
import { editClaim, statesOtherwise } from '../../actions/editClaim'
import type { Claim } from '../../api/model'
import { claimFields, counterFields } from '../../kernels/claimFields'
import { dayOf } from '../../kernels/days'
import { ofDealOnly, statementText, valuedKinds, worded } from '../../kernels/statements'
import { useAccount } from '../../parts/account'
import { ChangeForm } from './ChangeForm'
import { HandlingFields } from './HandlingFields'
import { SourceFields } from './SourceFields'
import { StatementFields } from './StatementFields'
import { useWriter } from './useWriter'

interface Props {
  request: { id?: string; person?: string; deal?: string; contradicts?: string }
  onClose: () => void
}

export type ClaimValues = ClaimFields & Record<string, unknown>

export function ClaimForm({ request, onClose }: Props) {
  const { t } = useTranslation()
  const { state } = useAccount()
  const writer = useWriter()
  const today = dayOf(new Date())
  const claim = state.claims.find((candidate) => candidate.id === request.id)
  const against = state.claims.find((candidate) => candidate.id === request.contradicts)
  const start = { person: request.person ?? '', deal: request.deal, member: writer, today }
  const initial = against ? counterFields(against, start) : claimFields(claim, start)
  return (
    <ChangeForm<ClaimValues>
      initial={{ ...initial }}
      check={(values) => checkClaim(values, t)}
      changes={(values) =>
        claim ? editClaim(claim, values, writer, today) : addClaim(values, writer)
      }
      onClose={onClose}
    >
      {(form) => (
        <>
          {against && <AgainstNote claim={against} />}
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

/** Shows which claim the new one speaks against. */
function AgainstNote({ claim }: { claim: Claim }) {
  const { t, i18n } = useTranslation()
  const { index, presets } = useAccount()
  const text = statementText(claim.statement, index, presets, i18n.language, t)
  return (
    <Alert variant="light" color="orange" title={t('claim.contradicts')}>
      {`${t(`statement.${claim.statement.kind}`)} · ${text} · ${claim.grade} · ${claim.observed_on}`}
    </Alert>
  )
}

/** What is told in words may be about a deal instead. */
function needsPerson({ kind, deal }: ClaimValues): boolean {
  return !ofDealOnly.has(kind) && !(worded.has(kind) && deal)
}

function checkClaim(values: ClaimValues, t: TFunction): FormErrors {
  const missing = (isMissing: boolean) => (isMissing ? t('form.required') : null)
  return {
    person: missing(needsPerson(values) && !values.person),
    deal: missing(ofDealOnly.has(values.kind) && !values.deal),
    rib: missing(values.kind === 'cause' && !values.rib.trim()),
    member: missing(values.kind === 'rapport' && !values.member),
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
