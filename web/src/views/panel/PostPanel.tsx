/** A post: rank, holders and lines. */
import { Button, Stack } from '@mantine/core'
import { IconPencil, IconPlayerStop, IconUserPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Post } from '../../api/model'
import { unitPath } from '../../kernels/accountIndex'
import { spanText } from '../../kernels/days'
import { levelName } from '../../kernels/statements'
import { useAccount } from '../../parts/account'
import { LineList } from './LineList'
import { PanelHead } from './PanelHead'
import { PlaceLink } from './PlaceLink'
import { TenureList } from './TenureList'

interface Props {
  post: Post
  onReveal: (reference: string) => void
}

export function PostPanel({ post, onReveal }: Props) {
  const { t, i18n } = useTranslation()
  const { index, presets, mayEdit, openForm } = useAccount()
  const place = `post:${post.id}`
  const rank = post.rank ? levelName(presets, 'rank', post.rank, i18n.language) : ''
  return (
    <>
      <PanelHead
        kind={t('noun.post')}
        name={post.title || t('panel.untitled')}
        line={
          <>
            <PlaceLink
              reference={`unit:${post.unit}`}
              name={unitPath(index, post.unit).join(' / ')}
              onReveal={onReveal}
            />
            <div>{[rank, spanText(post.span)].filter(Boolean).join(' · ')}</div>
          </>
        }
        actions={
          mayEdit && (
            <>
              <Button
                size="xs"
                variant="light"
                leftSection={<IconPencil size={15} />}
                onClick={() => openForm({ form: 'post', id: post.id })}
              >
                {t('form.edit')}
              </Button>
              <Button
                size="xs"
                variant="light"
                leftSection={<IconUserPlus size={15} />}
                onClick={() => openForm({ form: 'person', post: post.id })}
              >
                {t('people.add')}
              </Button>
              <Button
                size="xs"
                variant="default"
                leftSection={<IconPlayerStop size={15} />}
                onClick={() => openForm({ form: 'end', noun: 'post', id: post.id })}
              >
                {t('end.post')}
              </Button>
            </>
          )
        }
      />
      <Stack p="md" gap="md">
        <TenureList
          tenures={index.tenuresOfPost.get(post.id) ?? []}
          post={post.id}
          onReveal={onReveal}
        />
        <LineList
          places={[place]}
          around={[`unit:${post.unit}`]}
          direction="up"
          onReveal={onReveal}
        />
        <LineList places={[place]} direction="down" onReveal={onReveal} />
      </Stack>
    </>
  )
}
