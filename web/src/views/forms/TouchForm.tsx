/** Adds a contact between ours and theirs, or edits one. */
import { Autocomplete, MultiSelect, SimpleGrid, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { keepTouch, type TouchFields } from '../../actions/keepTouch'
import { dayOf } from '../../kernels/days'
import { touchFields } from '../../kernels/dealFields'
import { useAccount } from '../../parts/account'
import { ChangeForm } from './ChangeForm'
import { ChoiceField } from './ChoiceField'
import { useDealChoices, useMemberChoices, usePersonChoices } from './choices'
import { DayField } from './DayField'
import { SightFields } from './sightFields'
import { useWriter } from './useWriter'

interface Props {
  request: { id?: string; deal?: string; person?: string }
  onClose: () => void
}

const channels = ['visit', 'meeting', 'call', 'video', 'message', 'event'] as const

export function TouchForm({ request, onClose }: Props) {
  const { t } = useTranslation()
  const { state } = useAccount()
  const people = usePersonChoices()
  const members = useMemberChoices()
  const deals = useDealChoices()
  const writer = useWriter()
  const touch = state.touches.find((candidate) => candidate.id === request.id)
  const start = {
    deal: request.deal ?? null,
    person: request.person,
    writer,
    today: dayOf(new Date()),
  }
  return (
    <ChangeForm<TouchFields & Record<string, unknown>>
      initial={{ ...touchFields(touch, start) }}
      check={(values) => ({
        on: values.on ? null : t('form.required'),
        persons: values.persons.length > 0 ? null : t('form.required'),
        members: values.members.length > 0 ? null : t('form.required'),
      })}
      changes={(values) => keepTouch(touch, values)}
      onClose={onClose}
    >
      {(form) => (
        <>
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <DayField
              label={t('touch.on')}
              withAsterisk
              clearable={false}
              {...form.getInputProps('on')}
            />
            <Autocomplete
              label={t('touch.channel')}
              data={channels.map((channel) => t(`channel.${channel}`))}
              {...form.getInputProps('channel')}
            />
          </SimpleGrid>
          <MultiSelect
            label={t('touch.persons')}
            withAsterisk
            searchable
            limit={60}
            data={people}
            nothingFoundMessage={t('form.nothingFound')}
            {...form.getInputProps('persons')}
          />
          <MultiSelect
            label={t('touch.members')}
            withAsterisk
            searchable
            data={members}
            {...form.getInputProps('members')}
          />
          <ChoiceField
            label={t('noun.deal')}
            placeholder={t('touch.noDeal')}
            clearable
            data={deals}
            {...form.getInputProps('deal')}
          />
          <Textarea
            label={t('touch.outcome')}
            description={t('claim.wording')}
            autosize
            minRows={3}
            maxRows={10}
            {...form.getInputProps('outcome')}
          />
          <SightFields tier={form.getInputProps('tier')} readers={form.getInputProps('readers')} />
        </>
      )}
    </ChangeForm>
  )
}
