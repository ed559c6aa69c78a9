/** A person: posts, lines and claims. */
import { Anchor, Button, Group, Menu, Stack, Text } from '@mantine/core'
import { IconArrowsMove, IconPencil, IconPlayerStop, IconStars } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Person } from '../../api/model'
import { postsText } from '../../kernels/finding'
import { heldPosts } from '../../kernels/standing'
import { useAccount } from '../../parts/account'
import { useDay } from '../../parts/useDay'
import { ClaimList } from './ClaimList'
import { LineList } from './LineList'
import { PanelHead } from './PanelHead'
import { TenureList } from './TenureList'
import { TouchList } from './TouchList'

interface Props {
  person: Person
  onReveal: (reference: string) => void
}

export function PersonPanel({ person, onReveal }: Props) {
  const { t } = useTranslation()
  const { index } = useAccount()
  const day = useDay()
  const posts = heldPosts(index, person.id, day)
  const places = posts.map((post) => `post:${post.id}`)
  const units = [...new Set(posts.map((post) => `unit:${post.unit}`))]
  return (
    <>
      <PanelHead
        kind={t('noun.person')}
        name={person.name}
        line={postsText(index, person.id, day) || t('panel.noPost')}
        actions={<PersonActs person={person} />}
      />
      <Stack p="md" gap="md">
        <Contacts person={person} />
        <TenureList
          tenures={index.tenuresOf.get(person.id) ?? []}
          person={person.id}
          onReveal={onReveal}
        />
        <LineList places={places} around={units} direction="up" onReveal={onReveal} />
        <LineList places={places} direction="down" onReveal={onReveal} />
        <ClaimList person={person.id} />
        <TouchList touches={index.touchesOn.get(person.id) ?? []} person={person.id} />
      </Stack>
    </>
  )
}

function PersonActs({ person }: { person: Person }) {
  const { t } = useTranslation()
  const { id, mayEdit, openForm } = useAccount()
  const why = (
    <Button
      size="xs"
      variant="light"
      leftSection={<IconStars size={15} />}
      renderRoot={(props) => (
        <Link
          {...props}
          to="/accounts/$accountId/key-people"
          params={{ accountId: id }}
          search={{ person: person.id }}
        />
      )}
    >
      {t('why.open')}
    </Button>
  )
  if (!mayEdit) return why
  return (
    <>
      {why}
      <Button
        size="xs"
        variant="light"
        leftSection={<IconPencil size={15} />}
        onClick={() => openForm({ form: 'person', id: person.id })}
      >
        {t('form.edit')}
      </Button>
      <Button
        size="xs"
        variant="light"
        leftSection={<IconArrowsMove size={15} />}
        onClick={() => openForm({ form: 'move', id: person.id })}
      >
        {t('move.open')}
      </Button>
      <Menu position="bottom-end" shadow="md">
        <Menu.Target>
          <Button size="xs" variant="default">
            {t('panel.more')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconPlayerStop size={15} />}
            onClick={() => openForm({ form: 'end', noun: 'person', id: person.id })}
          >
            {t('end.person')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  )
}

function Contacts({ person }: { person: Person }) {
  const { t } = useTranslation()
  const numbers = [person.phone, person.mobile].filter((number) => number)
  if (!person.email && numbers.length === 0 && person.aliases.length === 0) return null
  return (
    <Stack gap={2} px={4}>
      {person.aliases.length > 0 && (
        <Text fz="sm" c="dimmed">
          {t('panel.alsoKnownAs', { names: person.aliases.join('、') })}
        </Text>
      )}
      <Group gap="md">
        {person.email && (
          <Anchor
            fz="sm"
            href={`mailto:${encodeURIComponent(person.email).replaceAll('%40', '@')}`}
          >
            {person.email}
          </Anchor>
        )}
        {numbers.map((number) => (
          <Text fz="sm" key={number}>
            {number}
          </Text>
        ))}
      </Group>
    </Stack>
  )
}
