/** A level on one of the scales of an axis. */
import { Select, type SelectProps } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ScaleValue } from '../../api/model'
import { inLanguage } from '../../kernels/statements'
import { useAccount } from '../../parts/account'

interface Props extends Omit<SelectProps, 'value' | 'onChange' | 'defaultValue'> {
  axis: string
  value?: ScaleValue | null
  onChange?: (value: ScaleValue | null) => void
  defaultValue?: unknown
}

export function LevelField({ axis, value, onChange, defaultValue: _, ...rest }: Props) {
  const { i18n } = useTranslation()
  const { presets } = useAccount()
  const data = useMemo(
    () =>
      presets.scales
        .filter((scale) => scale.axis === axis && !scale.open)
        .map((scale) => ({
          group: inLanguage(scale, i18n.language),
          items: scale.levels.map((level) => ({
            value: JSON.stringify([scale.id, level.id]),
            label: inLanguage(level, i18n.language),
          })),
        })),
    [presets, axis, i18n.language],
  )
  const chosen = value ? JSON.stringify([value.scale, value.level]) : null
  const isListed = data.some(({ items }) => items.some((item) => item.value === chosen))
  // A level that somebody wrote freely stands in no list; it is kept as it is.
  const asWritten = chosen && value && !isListed ? [{ value: chosen, label: value.level }] : []
  return (
    <Select
      searchable
      data={[...asWritten, ...data]}
      value={chosen}
      onChange={(text) => {
        const [scale, level] = text ? (JSON.parse(text) as [string, string]) : []
        onChange?.(scale && level ? { scale, level } : null)
      }}
      comboboxProps={{ shadow: 'md' }}
      {...rest}
    />
  )
}
