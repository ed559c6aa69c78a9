/** Adds a cause to a deal's fishbone, or edits one. */
import { Autocomplete, MultiSelect, NumberInput, SimpleGrid, Textarea } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type CauseFields, keepCause } from '../../actions/keepCause'
import { causeFields } from '../../kernels/dealFields'
import { statementText } from '../../kernels/statements'
import { useAccount } from '../../parts/account'
import { ChangeForm } from './ChangeForm'
import { ChoiceField } from './ChoiceField'
import { SightFields } from './sightFields'
import { useWriter } from './useWriter'

interface Props {
  request: { id?: string; deal?: string; rib?: string; parent?: string }
  onClose: () => void
}

const ribs = ['people', 'need', 'money', 'process', 'rivals', 'ours'] as const

export function CauseForm({ request, onClose }: Props) {
  const { t } = useTranslation()
  const { state, index } = useAccount()
  const writer = useWriter()
  const cause = state.causes.find((candidate) => candidate.id === request.id)
  const deal = cause?.deal ?? request.deal ?? ''
  const others = (index.causesOf.get(deal) ?? []).filter(({ id }) => id !== cause?.id)
  const claims = useClaimChoices(deal)
  const known = [...others.map(({ rib }) => rib), ...ribs.map((rib) => t(`rib.${rib}`))]
  return (
    <ChangeForm<CauseFields & Record<string, unknown>>
      initial={{ ...causeFields(cause, { ...request, deal, writer }) }}
      check={(values) => ({
        rib: values.rib.trim() ? null : t('form.required'),
        text: values.text.trim() ? null : t('form.required'),
      })}
      changes={(values) => keepCause(cause, values)}
      onClose={onClose}
    >
      {(form) => (
        <>
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <Autocomplete
              label={t('cause.rib')}
              withAsterisk
              data={[...new Set(known)]}
              {...form.getInputProps('rib')}
            />
            <NumberInput
              label={t('cause.chance')}
              suffix=" %"
              min={0}
              max={100}
              allowDecimal={false}
              value={form.values.percent ?? ''}
              error={form.errors.percent}
              onChange={(value) =>
                form.setFieldValue('percent', typeof value === 'number' ? value : null)
              }
            />
          </SimpleGrid>
          <Textarea
            label={t('cause.text')}
            description={t('claim.wording')}
            withAsterisk
            autosize
            minRows={2}
            {...form.getInputProps('text')}
          />
          <ChoiceField
            label={t('cause.parent')}
            placeholder={t('cause.noParent')}
            clearable
            data={others.map(({ id, text }) => ({ value: id, label: text }))}
            {...form.getInputProps('parent')}
          />
          <MultiSelect
            label={t('cause.claims')}
            searchable
            limit={60}
            data={claims}
            nothingFoundMessage={t('form.nothingFound')}
            {...form.getInputProps('claims')}
          />
          <SightFields tier={form.getInputProps('tier')} readers={form.getInputProps('readers')} />
        </>
      )}
    </ChangeForm>
  )
}

/** Claims that may stand behind a cause: those of the deal first, each with its day. */
function useClaimChoices(deal: string) {
  const { t, i18n } = useTranslation()
  const { state, index, presets } = useAccount()
  return useMemo(() => {
    const isOurs = (claim: { deal?: string | null }) => (claim.deal === deal ? 0 : 1)
    return [...state.claims]
      .sort((left, right) => isOurs(left) - isOurs(right))
      .map((claim) => {
        const { person } = claim.statement as { person?: string }
        const words = [
          person && index.person.get(person)?.name,
          t(`statement.${claim.statement.kind}`),
          statementText(claim.statement, index, presets, i18n.language, t),
          claim.observed_on,
        ]
        return { value: claim.id, label: words.filter(Boolean).join(' · ') }
      })
  }, [state.claims, index, presets, i18n.language, t, deal])
}
