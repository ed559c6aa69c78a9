/** Adds a post to a unit, or edits one; another unit moves it there. */
import { NumberInput, SimpleGrid, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { addPost } from '../../actions/addPost'
import { editPost, type PostFields } from '../../actions/editPost'
import { useAccount } from '../../parts/account'
import { ChangeForm } from './ChangeForm'
import { ChoiceField } from './ChoiceField'
import { useUnitChoices } from './choices'
import { LevelField } from './LevelField'
import { SpanFields } from './SpanFields'

interface Props {
  request: { id?: string; unit?: string }
  onClose: () => void
}

export function PostForm({ request, onClose }: Props) {
  const { t } = useTranslation()
  const { index } = useAccount()
  const units = useUnitChoices()
  const post = request.id ? index.post.get(request.id) : undefined
  const initial: PostFields & Record<string, unknown> = {
    unit: post?.unit ?? request.unit ?? '',
    title: post?.title ?? '',
    rank: post?.rank ?? null,
    order: post?.order ?? null,
    from: post?.span.from ?? null,
    until: post?.span.until ?? null,
  }
  return (
    <ChangeForm
      initial={initial}
      check={(values) => ({
        unit: values.unit ? null : t('form.required'),
        title: values.title.trim() ? null : t('form.required'),
      })}
      changes={(values) => (post ? editPost(post, values) : addPost(values))}
      onClose={onClose}
    >
      {(form) => (
        <>
          <TextInput
            label={t('post.title')}
            withAsterisk
            data-autofocus
            {...form.getInputProps('title')}
          />
          <ChoiceField
            label={t('noun.unit')}
            data={units}
            withAsterisk
            {...form.getInputProps('unit')}
          />
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <LevelField
              axis="rank"
              label={t('post.rank')}
              clearable
              {...form.getInputProps('rank')}
            />
            <NumberInput
              label={t('form.order')}
              min={1}
              allowDecimal={false}
              {...form.getInputProps('order')}
              value={form.values.order ?? ''}
              onChange={(value) =>
                form.setFieldValue('order', typeof value === 'number' ? value : null)
              }
            />
          </SimpleGrid>
          <SpanFields from={form.getInputProps('from')} until={form.getInputProps('until')} />
        </>
      )}
    </ChangeForm>
  )
}
