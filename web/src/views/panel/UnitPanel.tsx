/** A unit: its posts, its units, its lines. */
import { Button, Group, Stack, Text } from '@mantine/core'
import {
  IconArrowsVertical,
  IconFocusCentered,
  IconFold,
  IconPencil,
  IconPlayerStop,
  IconUserPlus,
} from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Unit } from '../../api/model'
import { unitPath } from '../../kernels/accountIndex'
import { type ChartSearch, withCollapsed } from '../../kernels/chartSearch'
import { covers, spanText } from '../../kernels/days'
import { bySiblingOrder } from '../../kernels/order'
import { placeName, standingAt } from '../../kernels/standing'
import { useAccount } from '../../parts/account'
import { useDay } from '../../parts/useDay'
import { LineList } from './LineList'
import { PanelHead } from './PanelHead'
import { PanelSection } from './PanelSection'
import { PlaceLink } from './PlaceLink'

interface Props {
  unit: Unit
  onReveal: (reference: string) => void
}

export function UnitPanel({ unit, onReveal }: Props) {
  const { t } = useTranslation()
  const { id, index, openForm } = useAccount()
  const day = useDay()
  const posts = (index.postsOf.get(unit.id) ?? [])
    .filter((post) => covers(post.span, day))
    .sort(bySiblingOrder)
  const units = (index.children.get(unit.id) ?? [])
    .filter((child) => covers(child.span, day))
    .sort(bySiblingOrder)
  const facts = [
    unit.outside && t(`outside.${unit.outside}` as 'outside.other'),
    unit.kind,
    unit.level,
    spanText(unit.span),
  ]
  return (
    <>
      <PanelHead
        kind={t('noun.unit')}
        name={unit.name}
        line={
          <>
            {unit.parent && (
              <PlaceLink
                reference={`unit:${unit.parent}`}
                name={unitPath(index, unit.parent).join(' / ')}
                onReveal={onReveal}
              />
            )}
            <div>{facts.filter(Boolean).join(' · ')}</div>
          </>
        }
        actions={<UnitActs unit={unit} account={id} />}
      />
      <Stack p="md" gap="md">
        <PanelSection
          title={t('panel.postsHere')}
          empty={t('panel.noPostsHere')}
          add={{ label: t('post.add'), act: () => openForm({ form: 'post', unit: unit.id }) }}
        >
          {posts.map((post) => (
            <Group key={post.id} gap={6}>
              <PlaceLink
                reference={standingAt(index, { post: post.id }, day)}
                name={placeName(index, { post: post.id }, day)}
                onReveal={onReveal}
              />
            </Group>
          ))}
        </PanelSection>
        <PanelSection
          title={t('panel.unitsHere')}
          empty={t('panel.noUnitsHere')}
          add={{ label: t('units.add'), act: () => openForm({ form: 'unit', parent: unit.id }) }}
        >
          {units.map((child) => (
            <Text key={child.id} fz="sm" component="div">
              <PlaceLink reference={`unit:${child.id}`} name={child.name} onReveal={onReveal} />
            </Text>
          ))}
        </PanelSection>
        <LineList places={[`unit:${unit.id}`]} direction="up" onReveal={onReveal} />
        <LineList places={[`unit:${unit.id}`]} direction="down" onReveal={onReveal} />
      </Stack>
    </>
  )
}

function UnitActs({ unit, account }: { unit: Unit; account: string }) {
  const { t } = useTranslation()
  const { mayEdit, openForm } = useAccount()
  const navigate = useNavigate()
  const reference = `unit:${unit.id}`
  const search = useSearch({ strict: false })
  const isFolded = search.collapse?.split(',').includes(reference)
  const show = (part: (before: ChartSearch) => Partial<ChartSearch>) =>
    void navigate({
      to: '/accounts/$accountId',
      params: { accountId: account },
      search: (before) => ({ ...before, ...part(before) }),
    })
  return (
    <>
      <Button
        size="xs"
        variant="light"
        leftSection={<IconFocusCentered size={15} />}
        onClick={() => show(() => ({ focus: reference }))}
      >
        {t('chart.focus')}
      </Button>
      <Button
        size="xs"
        variant="light"
        leftSection={
          isFolded ? <IconArrowsVertical size={15} /> : <IconFold size={15} stroke={1.6} />
        }
        onClick={() => show((before) => ({ collapse: withCollapsed(before, reference) }))}
      >
        {isFolded ? t('chart.expand') : t('chart.collapse')}
      </Button>
      {mayEdit && (
        <>
          <Button
            size="xs"
            variant="light"
            leftSection={<IconPencil size={15} />}
            onClick={() => openForm({ form: 'unit', id: unit.id })}
          >
            {t('form.edit')}
          </Button>
          <Button
            size="xs"
            variant="light"
            leftSection={<IconUserPlus size={15} />}
            onClick={() => openForm({ form: 'person', unit: unit.id })}
          >
            {t('people.add')}
          </Button>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlayerStop size={15} />}
            onClick={() => openForm({ form: 'end', noun: 'unit', id: unit.id })}
          >
            {t('end.unit')}
          </Button>
        </>
      )}
    </>
  )
}
