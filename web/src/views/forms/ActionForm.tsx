/** Adds what we mean to do about a deal, or edits it. */
import { Autocomplete, SimpleGrid, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type ActionFields, keepAction } from '../../actions/keepAction'
import { actionFields } from '../../kernels/dealFields'
import { useAccount } from '../../parts/account'
import { ChangeForm } from './ChangeForm'
import { ChoiceField } from './ChoiceField'
import { useMemberChoices } from './choices'
import { DayField } from './DayField'
import { SightFields } from './sightFields'
import { useWriter } from './useWriter'

interface Props {
  request: { id?: string; deal?: string }
  onClose: () => void
}

export function ActionForm({ request, onClose }: Props) {
  const { t } = useTranslation()
  const { state, index } = useAccount()
  const members = useMemberChoices()
  const writer = useWriter()
  const action = state.actions.find((candidate) => candidate.id === request.id)
  const deal = action?.deal ?? request.deal ?? ''
  const levers = (index.actionsOf.get(deal) ?? []).map(({ lever }) => lever ?? '')
  return (
    <ChangeForm<ActionFields & Record<string, unknown>>
      initial={{ ...actionFields(action, deal, writer) }}
      check={(values) => ({ text: values.text.trim() ? null : t('form.required') })}
      changes={(values) => keepAction(action, values)}
      onClose={onClose}
    >
      {(form) => (
        <>
          <Textarea
            label={t('action.text')}
            withAsterisk
            autosize
            minRows={2}
            data-autofocus
            {...form.getInputProps('text')}
          />
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <ChoiceField
              label={t('action.owner')}
              clearable
              data={members}
              {...form.getInputProps('owner')}
            />
            <Autocomplete
              label={t('action.lever')}
              description={t('action.leverHint')}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              data={[...new Set(levers.filter(Boolean))]}
              {...form.getInputProps('lever')}
            />
            <DayField label={t('action.dueOn')} {...form.getInputProps('dueOn')} />
            <DayField label={t('action.doneOn')} {...form.getInputProps('doneOn')} />
          </SimpleGrid>
          <Textarea
            label={t('action.expectedChange')}
            autosize
            minRows={2}
            {...form.getInputProps('expectedChange')}
          />
          <SightFields tier={form.getInputProps('tier')} readers={form.getInputProps('readers')} />
        </>
      )}
    </ChangeForm>
  )
}
