/** A record that a diagram shows without a card of its own: a claim, a stage, a contact, a cause … */
import { Anchor, Group, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Line, Tenure } from '../../api/model'
import { claimPersons } from '../../kernels/accountIndex'
import { spanText } from '../../kernels/days'
import type { DealPart } from '../../kernels/dealSearch'
import { dealOfRecord, type Kept } from '../../kernels/records'
import { templateStage } from '../../kernels/stagePlan'
import { placeName, standingAt } from '../../kernels/standing'
import { useAccount } from '../../parts/account'
import { Surface } from '../../parts/Surface'
import { useDay } from '../../parts/useDay'
import { ActionRow } from '../deals/ActionRow'
import { DealFacts } from '../deals/DealFacts'
import { TwigRow } from '../deals/RibRow'
import { SeatChip } from '../deals/SeatChip'
import { StageRow } from '../deals/StageRow'
import styles from '../deals/Stages.module.css'
import { ClaimRow } from './ClaimRow'
import { PanelHead } from './PanelHead'
import { PanelSection } from './PanelSection'
import { PlaceLink } from './PlaceLink'
import { TouchRow } from './TouchList'

interface Props {
  kept: Kept
  onReveal: (reference: string) => void
}

/** Where in its deal a record of this kind is kept. */
const parts: Partial<Record<Kept['kind'], DealPart>> = {
  cause: 'causes',
  action: 'causes',
  touch: 'touches',
  claim: 'claims',
}

export function RecordPanel({ kept, onReveal }: Props) {
  const { t } = useTranslation()
  const { index, state } = useAccount()
  const deal = index.deal.get(dealOfRecord(state, kept) ?? '')
  return (
    <>
      <PanelHead
        kind={t(`noun.${kept.kind}`)}
        name={useName(kept)}
        line={deal && <DealLink id={deal.id} name={deal.name} part={parts[kept.kind]} />}
      />
      <Stack p="md" gap="md">
        <Surface p="sm">
          <Facts kept={kept} onReveal={onReveal} />
        </Surface>
        <People kept={kept} onReveal={onReveal} />
        {kept.kind === 'cause' && <ClaimsBehind ids={kept.record.claims} />}
      </Stack>
    </>
  )
}

function useName(kept: Kept): string {
  const { t } = useTranslation()
  const { index } = useAccount()
  switch (kept.kind) {
    case 'deal':
    case 'stage':
      return kept.record.name
    case 'cause':
    case 'action':
      return kept.record.text
    case 'touch':
      return kept.record.on
    case 'seat':
      return index.stage.get(kept.record.stage)?.name ?? t('noun.seat')
    case 'claim':
      return t(`statement.${kept.record.statement.kind}` as 'statement.note')
    case 'line':
      return t(`lineKind.${kept.record.kind}`)
    case 'tenure':
      return index.post.get(kept.record.post)?.title || t('noun.post')
  }
}

function DealLink({ id, name, part }: { id: string; name: string; part: DealPart | undefined }) {
  const { id: account } = useAccount()
  return (
    <Anchor
      fz="sm"
      renderRoot={(props) => (
        <Link
          {...props}
          to="/accounts/$accountId/deals/$dealId"
          params={{ accountId: account, dealId: id }}
          search={part ? { part } : {}}
        />
      )}
    >
      {name}
    </Anchor>
  )
}

function Facts({ kept, onReveal }: Props) {
  const { index, presets } = useAccount()
  switch (kept.kind) {
    case 'claim':
      return <ClaimRow claim={kept.record} />
    case 'deal':
      return <DealFacts deal={kept.record} />
    case 'seat':
      return <SeatChip seat={kept.record} />
    case 'cause':
      return <TwigRow twig={{ cause: kept.record, depth: 0 }} />
    case 'action':
      return <ActionRow action={kept.record} />
    case 'touch':
      return <TouchRow touch={kept.record} />
    case 'line':
      return <LineFacts line={kept.record} onReveal={onReveal} />
    case 'tenure':
      return <TenureFacts tenure={kept.record} onReveal={onReveal} />
    case 'stage': {
      const template = index.deal.get(kept.record.deal)?.template
      const known = presets.stage_templates.find(({ id }) => id === template)
      return (
        <ol className={styles.stages}>
          <StageRow
            stage={kept.record}
            isCurrent={false}
            guidance={templateStage(known, kept.record.name)}
          />
        </ol>
      )
    }
  }
}

function LineFacts({ line, onReveal }: { line: Line; onReveal: Props['onReveal'] }) {
  const { t } = useTranslation()
  const { index } = useAccount()
  const day = useDay()
  const ends = [
    { label: t('line.superior'), place: line.superior },
    { label: t('line.subordinate'), place: line.subordinate },
  ]
  return (
    <Stack gap={4}>
      {ends.map(({ label, place }) => (
        <Group key={label} gap={6}>
          <Text fz="sm" c="dimmed">
            {label}
          </Text>
          <PlaceLink
            reference={standingAt(index, place, day)}
            name={placeName(index, place, day)}
            onReveal={onReveal}
          />
        </Group>
      ))}
      <Text fz="xs" c="dimmed">
        {[line.matter, spanText(line.span)].filter(Boolean).join(' · ')}
      </Text>
    </Stack>
  )
}

function TenureFacts({ tenure, onReveal }: { tenure: Tenure; onReveal: Props['onReveal'] }) {
  const { t } = useTranslation()
  const { index } = useAccount()
  return (
    <Stack gap={4}>
      <PlaceLink
        reference={`person:${tenure.person}`}
        name={index.person.get(tenure.person)?.name ?? '?'}
        onReveal={onReveal}
      />
      <Text fz="xs" c="dimmed">
        {[t(`tenureKind.${tenure.kind}`), spanText(tenure.span)].filter(Boolean).join(' · ')}
      </Text>
    </Stack>
  )
}

/** The people that a claim or a contact speaks of, to go on from. */
function People({ kept, onReveal }: Props) {
  const { t } = useTranslation()
  const { index } = useAccount()
  const people =
    kept.kind === 'claim'
      ? claimPersons(kept.record)
      : kept.kind === 'touch'
        ? kept.record.persons
        : []
  if (people.length === 0) return null
  return (
    <PanelSection title={t('people.title')} empty="">
      {people.map((id) => (
        <Group key={id} gap={6}>
          <PlaceLink
            reference={`person:${id}`}
            name={index.person.get(id)?.name ?? '?'}
            onReveal={onReveal}
          />
        </Group>
      ))}
    </PanelSection>
  )
}

/** The claims that a cause rests on, as far as this reader may see them. */
function ClaimsBehind({ ids }: { ids: string[] }) {
  const { t } = useTranslation()
  const { state } = useAccount()
  const claims = state.claims.filter(({ id }) => ids.includes(id))
  return (
    <PanelSection title={t('cause.claims')} empty={t('panel.noClaims')}>
      {claims.map((claim) => (
        <ClaimRow key={claim.id} claim={claim} isNamed />
      ))}
    </PanelSection>
  )
}
