/** Puts a person into a post, or edits how and when he or she holds it. */
import { useTranslation } from 'react-i18next'
import { editTenure } from '../../actions/editTenure'
import { startTenure, type TenureFields } from '../../actions/startTenure'
import { useAccount } from '../../parts/account'
import { ChangeForm } from './ChangeForm'
import { ChoiceField } from './ChoiceField'
import { usePersonChoices, usePostChoices } from './choices'
import { SpanFields } from './SpanFields'
import { TenureKindField } from './TenureKindField'

interface Props {
  request: { id?: string; person?: string; post?: string }
  onClose: () => void
}

export function TenureForm({ request, onClose }: Props) {
  const { t } = useTranslation()
  const { state } = useAccount()
  const people = usePersonChoices()
  const posts = usePostChoices()
  const tenure = state.tenures.find((candidate) => candidate.id === request.id)
  const initial: TenureFields & Record<string, unknown> = {
    person: tenure?.person ?? request.person ?? '',
    post: tenure?.post ?? request.post ?? '',
    kind: tenure?.kind ?? 'substantive',
    from: tenure?.span.from ?? null,
    until: tenure?.span.until ?? null,
  }
  return (
    <ChangeForm
      initial={initial}
      check={(values) => ({
        person: values.person ? null : t('form.required'),
        post: values.post ? null : t('form.required'),
      })}
      changes={(values) => (tenure ? editTenure(tenure, values) : startTenure(values))}
      onClose={onClose}
    >
      {(form) => (
        <>
          <ChoiceField
            label={t('noun.person')}
            data={people}
            withAsterisk
            {...form.getInputProps('person')}
          />
          <ChoiceField
            label={t('noun.post')}
            data={posts}
            withAsterisk
            {...form.getInputProps('post')}
          />
          <TenureKindField {...form.getInputProps('kind')} />
          <SpanFields from={form.getInputProps('from')} until={form.getInputProps('until')} />
        </>
      )}
    </ChangeForm>
  )
}
