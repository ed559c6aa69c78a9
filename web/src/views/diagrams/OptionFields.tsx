/** How a diagram is drawn: its shape, layers and overlays, and what it is compared with. */
import {
  Button,
  MultiSelect,
  NumberInput,
  Popover,
  SegmentedControl,
  Select,
  Stack,
} from '@mantine/core'
import { DateInput } from '@mantine/dates'
import { IconAdjustmentsHorizontal } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { DiagramSearch } from '../../kernels/diagramSearch'
import type { DiagramOffer, DiagramOption } from '../../kernels/diagrams'

interface Props {
  offer: DiagramOffer
  asks: (option: DiagramOption) => boolean
  search: DiagramSearch
  onChange: (part: Partial<DiagramSearch>) => void
}

/** All of it behind one button; `children` are what a view asks besides. */
export function OptionFields(props: Props & { children?: ReactNode }) {
  const { t } = useTranslation()
  const { offer, asks, search, onChange } = props
  return (
    <Popover position="bottom-start" shadow="md" width={290} trapFocus>
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconAdjustmentsHorizontal size={17} stroke={1.6} />}
        >
          {t('diagrams.options')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="sm">
          <ShapeFields {...props} />
          {(['overlay', 'layers'] as const).filter(asks).map((option) => (
            <WordsField
              key={option}
              label={t(`diagrams.${option}`)}
              words={offer.options.get(option) ?? []}
              value={search[option]}
              onChange={(value) => onChange({ [option]: value })}
            />
          ))}
          {asks('against') && (
            <DateInput
              label={t('diagrams.against')}
              description={t('diagrams.againstHint')}
              valueFormat="YYYY-MM-DD"
              clearable
              popoverProps={{ withinPortal: false }}
              value={search.against ?? null}
              onChange={(against) => onChange({ against: against ?? undefined })}
            />
          )}
          {props.children}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}

function ShapeFields({ offer, asks, search, onChange }: Props) {
  const { t } = useTranslation()
  const arrangements = offer.options.get('arrangement') ?? []
  return (
    <>
      {asks('orientation') && (
        <SegmentedControl
          aria-label={t('chart.orientation')}
          data={[
            { value: 'down', label: t('chart.down') },
            { value: 'right', label: t('chart.right') },
          ]}
          value={search.orientation ?? 'down'}
          onChange={(value) => onChange({ orientation: value === 'right' ? 'right' : undefined })}
        />
      )}
      {asks('arrangement') && arrangements.length > 1 && (
        <Select
          label={t('diagrams.arrangement')}
          allowDeselect={false}
          comboboxProps={{ withinPortal: false }}
          data={arrangements.map((value) => ({
            value,
            label: t(`diagrams.${value}` as 'diagrams.layered', { defaultValue: value }),
          }))}
          value={search.arrangement ?? arrangements[0]}
          onChange={(value) =>
            onChange({ arrangement: value === arrangements[0] ? undefined : (value ?? undefined) })
          }
        />
      )}
      {asks('depth') && (
        <NumberInput
          label={t('chart.depth')}
          placeholder={t('diagrams.allLevels')}
          min={1}
          max={99}
          allowDecimal={false}
          value={search.depth ?? ''}
          onChange={(value) => onChange({ depth: typeof value === 'number' ? value : undefined })}
        />
      )}
    </>
  )
}

interface WordsProps {
  label: string
  words: string[]
  value: string | undefined
  onChange: (value: string | undefined) => void
}

/** Several words of a list that the server tells; nothing where it tells none. */
function WordsField({ label, words, value, onChange }: WordsProps) {
  const { t } = useTranslation()
  if (words.length === 0) return null
  return (
    <MultiSelect
      label={label}
      placeholder={value ? undefined : t('diagrams.none')}
      clearable
      comboboxProps={{ withinPortal: false }}
      data={words.map((word) => ({
        value: word,
        label: t(`diagramWord.${word}` as 'diagramWord.stance', { defaultValue: word }),
      }))}
      value={value ? value.split(',') : []}
      onChange={(chosen) => onChange(chosen.length > 0 ? chosen.join(',') : undefined)}
    />
  )
}
