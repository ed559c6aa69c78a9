/** How a diagram is drawn: its shape, layers and overlays, colours and language. */
import {
  Button,
  MultiSelect,
  NumberInput,
  Popover,
  SegmentedControl,
  Select,
  Stack,
  TextInput,
} from '@mantine/core'
import { IconAdjustmentsHorizontal } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { DiagramSearch } from '../../kernels/diagramSearch'
import type { DiagramOffer, DiagramOption } from '../../kernels/diagrams'

interface Props {
  offer: DiagramOffer
  asks: (option: DiagramOption) => boolean
  search: DiagramSearch
  onChange: (part: Partial<DiagramSearch>) => void
}

export function OptionFields(props: Props) {
  const { t } = useTranslation()
  const { offer, asks, search, onChange } = props
  return (
    <Popover position="bottom-start" shadow="md" width={280} trapFocus>
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
          <LookFields {...props} />
          {offer.options.has('watermark') && <WatermarkField {...props} />}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}

function ShapeFields({ asks, search, onChange }: Props) {
  const { t } = useTranslation()
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

/** Colours and language, where they should differ from the page's own. */
function LookFields({ search, onChange }: Props) {
  const { t } = useTranslation()
  return (
    <>
      <Select
        label={t('settings.scheme')}
        placeholder={t('diagrams.asPage')}
        clearable
        comboboxProps={{ withinPortal: false }}
        data={(['light', 'dark', 'print'] as const).map((value) => ({
          value,
          label: t(`diagrams.${value}`),
        }))}
        value={search.theme ?? null}
        onChange={(theme) => onChange({ theme: theme ?? undefined })}
      />
      <Select
        label={t('settings.language')}
        placeholder={t('diagrams.asPage')}
        clearable
        comboboxProps={{ withinPortal: false }}
        data={[
          { value: 'zh', label: '中文' },
          { value: 'en', label: 'English' },
        ]}
        value={search.lang ?? null}
        onChange={(lang) => onChange({ lang: lang ?? undefined })}
      />
    </>
  )
}

/** A text over the picture; it is drawn anew once the field is left. */
function WatermarkField({ search, onChange }: Props) {
  const { t } = useTranslation()
  return (
    <TextInput
      label={t('diagrams.watermark')}
      placeholder={t('diagrams.noWatermark')}
      maxLength={100}
      defaultValue={search.watermark}
      onBlur={(event) => onChange({ watermark: event.currentTarget.value.trim() || undefined })}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur()
      }}
    />
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
