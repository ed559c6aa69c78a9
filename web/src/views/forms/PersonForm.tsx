/** Adds a person with the post held, or edits one. */
import { SegmentedControl, SimpleGrid, Stack, TagsInput, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { addPerson, type NewPerson } from '../../actions/addPerson'
import { editPerson } from '../../actions/editPerson'
import { useAccount } from '../../parts/account'
import { ChangeForm, type FormOf } from './ChangeForm'
import { ChoiceField } from './ChoiceField'
import { usePostChoices, useUnitChoices } from './choices'
import { SpanFields } from './SpanFields'
import { TenureKindField } from './TenureKindField'

interface Props {
  request: { id?: string; unit?: string; post?: string }
  onClose: () => void
}

type Values = Omit<NewPerson, 'tenure'> & NewPerson['tenure'] & Record<string, unknown>

export function PersonForm({ request, onClose }: Props) {
  const { t } = useTranslation()
  const { index } = useAccount()
  const person = request.id ? index.person.get(request.id) : undefined
  const initial: Values = {
    name: person?.name ?? '',
    aliases: person?.aliases ?? [],
    email: person?.email ?? '',
    phone: person?.phone ?? '',
    mobile: person?.mobile ?? '',
    holding: request.post ? 'standing' : 'new',
    post: request.post ?? null,
    unit: request.unit ?? null,
    title: '',
    kind: 'substantive',
    from: null,
    until: null,
  }
  return (
    <ChangeForm
      initial={initial}
      check={(values) => ({
        name: values.name.trim() ? null : t('form.required'),
        ...(!person && values.holding === 'standing' && !values.post
          ? { post: t('form.required') }
          : {}),
        ...(!person && values.holding === 'new' && !values.unit
          ? { unit: t('form.required') }
          : {}),
      })}
      changes={({ kind, from, until, ...values }) =>
        person
          ? editPerson(person, values)
          : addPerson({ ...values, tenure: { kind, from, until } })
      }
      onClose={onClose}
    >
      {(form) => (
        <>
          <TextInput
            label={t('person.name')}
            withAsterisk
            data-autofocus
            {...form.getInputProps('name')}
          />
          <TagsInput
            label={t('person.aliases')}
            description={t('person.aliasesHint')}
            {...form.getInputProps('aliases')}
          />
          <SimpleGrid cols={{ base: 1, xs: 3 }}>
            <TextInput label={t('person.email')} type="email" {...form.getInputProps('email')} />
            <TextInput label={t('person.phone')} type="tel" {...form.getInputProps('phone')} />
            <TextInput label={t('person.mobile')} type="tel" {...form.getInputProps('mobile')} />
          </SimpleGrid>
          {!person && <HoldingFields form={form} />}
        </>
      )}
    </ChangeForm>
  )
}

function HoldingFields({ form }: { form: FormOf<Values> }) {
  const { t } = useTranslation()
  const posts = usePostChoices()
  const units = useUnitChoices()
  const { holding } = form.values
  return (
    <Stack>
      <SegmentedControl
        aria-label={t('person.holding')}
        data={[
          { value: 'new', label: t('person.holdingNew') },
          { value: 'standing', label: t('person.holdingStanding') },
          { value: 'none', label: t('person.holdingNone') },
        ]}
        {...form.getInputProps('holding')}
      />
      {holding === 'standing' && (
        <ChoiceField
          label={t('noun.post')}
          data={posts}
          withAsterisk
          {...form.getInputProps('post')}
        />
      )}
      {holding === 'new' && (
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <ChoiceField
            label={t('noun.unit')}
            data={units}
            withAsterisk
            {...form.getInputProps('unit')}
          />
          <TextInput label={t('post.title')} {...form.getInputProps('title')} />
        </SimpleGrid>
      )}
      {holding !== 'none' && (
        <>
          <TenureKindField {...form.getInputProps('kind')} />
          <SpanFields from={form.getInputProps('from')} until={form.getInputProps('until')} />
        </>
      )}
    </Stack>
  )
}
