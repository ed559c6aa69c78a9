/** How a diagram looks, where that should differ from the page: colours, language, a watermark. */
import { Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { DiagramSearch } from '../../kernels/diagramSearch'
import type { DiagramOffer } from '../../kernels/diagrams'

interface Props {
  offer: DiagramOffer
  search: DiagramSearch
  onChange: (part: Partial<DiagramSearch>) => void
}

export function LookFields({ offer, search, onChange }: Props) {
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
      {offer.options.has('watermark') && <WatermarkField search={search} onChange={onChange} />}
    </>
  )
}

/** A text over the picture; it is drawn anew once the field is left. */
function WatermarkField({ search, onChange }: Omit<Props, 'offer'>) {
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
