/** Moves a person to another post on a day. */
import { Checkbox, SegmentedControl, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type Move, movePerson } from '../../actions/movePerson'
import { covers, dayOf } from '../../kernels/days'
import { useAccount } from '../../parts/account'
import { ChangeForm } from './ChangeForm'
import { ChoiceField } from './ChoiceField'
import { usePostChoices, useUnitChoices } from './choices'
import { DayField } from './DayField'
import { TenureKindField } from './TenureKindField'

interface Props {
  person: string
  onClose: () => void
}

export function MoveForm({ person, onClose }: Props) {
  const { t } = useTranslation()
  const { index } = useAccount()
  const posts = usePostChoices()
  const units = useUnitChoices()
  const today = dayOf(new Date())
  const held = (index.tenuresOf.get(person) ?? []).filter((tenure) => covers(tenure.span, today))
  const initial: Move & Record<string, unknown> = {
    person,
    on: today,
    leaving: held.filter((tenure) => tenure.kind === 'substantive').map((tenure) => tenure.id),
    target: 'standing',
    post: null,
    unit: null,
    title: '',
    kind: 'substantive',
  }
  return (
    <ChangeForm
      initial={initial}
      check={(values) => ({
        on: values.on ? null : t('form.required'),
        ...(values.target === 'standing' && !values.post ? { post: t('form.required') } : {}),
        ...(values.target === 'new' && !values.unit ? { unit: t('form.required') } : {}),
        ...(values.target === 'new' && !values.title.trim() ? { title: t('form.required') } : {}),
      })}
      changes={movePerson}
      submit={t('move.submit')}
      onClose={onClose}
    >
      {(form) => (
        <>
          <Text fw={600}>{index.person.get(person)?.name}</Text>
          <DayField label={t('move.on')} withAsterisk {...form.getInputProps('on')} />
          {held.length > 0 && (
            <Checkbox.Group label={t('move.leaving')} {...form.getInputProps('leaving')}>
              <Stack gap="xs" mt="xs">
                {held.map((tenure) => (
                  <Checkbox
                    key={tenure.id}
                    value={tenure.id}
                    label={posts.find((choice) => choice.value === tenure.post)?.label ?? '?'}
                  />
                ))}
              </Stack>
            </Checkbox.Group>
          )}
          <SegmentedControl
            aria-label={t('move.target')}
            data={[
              { value: 'standing', label: t('person.holdingStanding') },
              { value: 'new', label: t('person.holdingNew') },
            ]}
            {...form.getInputProps('target')}
          />
          {form.values.target === 'standing' ? (
            <ChoiceField
              label={t('noun.post')}
              data={posts}
              withAsterisk
              {...form.getInputProps('post')}
            />
          ) : (
            <SimpleGrid cols={{ base: 1, xs: 2 }}>
              <ChoiceField
                label={t('noun.unit')}
                data={units}
                withAsterisk
                {...form.getInputProps('unit')}
              />
              <TextInput label={t('post.title')} withAsterisk {...form.getInputProps('title')} />
            </SimpleGrid>
          )}
          <TenureKindField {...form.getInputProps('kind')} />
        </>
      )}
    </ChangeForm>
  )
}
