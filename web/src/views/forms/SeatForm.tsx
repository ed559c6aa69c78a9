/** Adds a seat to a stage, or edits who sits there, with how many votes. */
import { Checkbox, NumberInput, SegmentedControl, SimpleGrid, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { keepSeat, type SeatFields } from '../../actions/keepSeat'
import { seatFields } from '../../kernels/dealFields'
import { useAccount } from '../../parts/account'
import { ChangeForm } from './ChangeForm'
import { ChoiceField } from './ChoiceField'
import { usePersonChoices, usePostChoices } from './choices'
import { SightFields } from './sightFields'
import { useWriter } from './useWriter'

interface Props {
  request: { id?: string; stage?: string }
  onClose: () => void
}

export function SeatForm({ request, onClose }: Props) {
  const { t } = useTranslation()
  const { state, index } = useAccount()
  const people = usePersonChoices()
  const posts = usePostChoices()
  const writer = useWriter()
  const seat = state.seats.find((candidate) => candidate.id === request.id)
  const stage = seat?.stage ?? request.stage ?? ''
  return (
    <ChangeForm<SeatFields & Record<string, unknown>>
      initial={{ ...seatFields(seat, stage, writer) }}
      check={(values) => ({
        person: values.sits === 'person' && !values.person ? t('form.required') : null,
        post: values.sits === 'post' && !values.post ? t('form.required') : null,
      })}
      changes={(values) => keepSeat(seat, values)}
      onClose={onClose}
    >
      {(form) => (
        <>
          <Text fw={600}>{index.stage.get(stage)?.name}</Text>
          <SegmentedControl
            aria-label={t('seat.sits')}
            data={(['person', 'post', 'vacant'] as const).map((value) => ({
              value,
              label: t(`sits.${value}`),
            }))}
            {...form.getInputProps('sits')}
          />
          {form.values.sits === 'person' && (
            <ChoiceField
              label={t('noun.person')}
              data={people}
              withAsterisk
              {...form.getInputProps('person')}
            />
          )}
          {form.values.sits === 'post' && (
            <ChoiceField
              label={t('noun.post')}
              description={t('seat.postHint')}
              data={posts}
              withAsterisk
              {...form.getInputProps('post')}
            />
          )}
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <NumberInput
              label={t('seat.votes')}
              min={0}
              allowDecimal={false}
              {...form.getInputProps('votes')}
            />
            <Checkbox
              mt={{ base: 0, xs: 30 }}
              label={t('seat.veto')}
              description={t('seat.vetoHint')}
              {...form.getInputProps('veto', { type: 'checkbox' })}
            />
          </SimpleGrid>
          <SightFields tier={form.getInputProps('tier')} readers={form.getInputProps('readers')} />
        </>
      )}
    </ChangeForm>
  )
}
