/** Superiors or subordinates, each by its line. */
import { Badge, Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Line } from '../../api/model'
import { spanText } from '../../kernels/days'
import { linesOf, placeName, standingAt } from '../../kernels/standing'
import { useAccount } from '../../parts/account'
import { useDay } from '../../parts/useDay'
import { PanelSection } from './PanelSection'
import { PlaceLink } from './PlaceLink'
import { RowMenu } from './RowMenu'

interface Props {
  /** Where one stands: `post:ID` or `unit:ID`. */
  places: string[]
  /** The units one stands in: who commands a unit commands its head. */
  around?: string[]
  direction: 'up' | 'down'
  onReveal: (reference: string) => void
}

export function LineList({ places, around = [], direction, onReveal }: Props) {
  const { t } = useTranslation()
  const { index, openForm } = useAccount()
  const day = useDay()
  const lines = linesOf(index, [...places, ...around], direction, day)
  const place = places[0]
  return (
    <PanelSection
      title={direction === 'up' ? t('panel.superiors') : t('panel.subordinates')}
      empty={direction === 'up' ? t('panel.noSuperior') : t('panel.noSubordinate')}
      add={
        place
          ? {
              label: direction === 'up' ? t('line.addSuperior') : t('line.addSubordinate'),
              act: () =>
                openForm(
                  direction === 'up'
                    ? { form: 'line', subordinate: place }
                    : { form: 'line', superior: place },
                ),
            }
          : undefined
      }
    >
      {lines.map((line) => (
        <LineRow key={line.id} line={line} direction={direction} onReveal={onReveal} />
      ))}
    </PanelSection>
  )
}

function LineRow({ line, direction, onReveal }: { line: Line } & Omit<Props, 'places' | 'around'>) {
  const { t } = useTranslation()
  const { index } = useAccount()
  const day = useDay()
  const other = direction === 'up' ? line.superior : line.subordinate
  const name = placeName(index, other, day)
  const days = spanText(line.span)
  return (
    <Group justify="space-between" wrap="nowrap" align="flex-start">
      <Stack gap={1} miw={0}>
        <Group gap={6}>
          <PlaceLink reference={standingAt(index, other, day)} name={name} onReveal={onReveal} />
          {direction === 'up' && 'unit' in line.subordinate && (
            <Badge size="sm" variant="default" tt="none" fw={500}>
              {t('line.overUnit', { unit: index.unit.get(line.subordinate.unit)?.name ?? '?' })}
            </Badge>
          )}
          {line.kind !== 'solid' && (
            <Badge size="sm" variant="light" tt="none" fw={500}>
              {t(`lineKind.${line.kind}`)}
            </Badge>
          )}
        </Group>
        {(line.matter || days) && (
          <Text fz="xs" c="dimmed">
            {[line.matter, days].filter(Boolean).join(' · ')}
          </Text>
        )}
      </Stack>
      <RowMenu
        name={name}
        edit={{ form: 'line', id: line.id }}
        end={{ noun: 'line', id: line.id, label: t('end.line') }}
      />
    </Group>
  )
}
