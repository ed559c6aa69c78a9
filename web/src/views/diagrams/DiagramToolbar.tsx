/** Which diagram, about what, on which day, in which colours and language. */
import { Select } from '@mantine/core'
import { DateInput } from '@mantine/dates'
import { useTranslation } from 'react-i18next'
import type { DrawingOptions } from '../../api/drawings'
import type { DiagramSearch } from '../../kernels/diagramSearch'
import {
  type DiagramOffer,
  type DiagramOption,
  fishboneKinds,
  isAsked,
  isPersonal,
} from '../../kernels/diagrams'
import styles from '../chart/Chart.module.css'
import { DownloadMenu } from '../chart/DownloadMenu'
import { ChoiceField } from '../forms/ChoiceField'
import { useDealChoices, usePersonChoices } from '../forms/choices'
import { LookFields } from './LookFields'
import { OptionFields } from './OptionFields'

interface Props {
  offer: DiagramOffer
  diagram: string
  title: string
  search: DiagramSearch
  options: DrawingOptions
  onChange: (part: Partial<DiagramSearch>) => void
}

export function DiagramToolbar({ offer, diagram, title, search, options, onChange }: Props) {
  const { t } = useTranslation()
  const asks = (option: DiagramOption) =>
    isAsked(offer, diagram, option) &&
    (option !== 'person' || diagram !== 'fishbone' || isPersonal(search.kind))
  return (
    <div className={styles.toolbar} role="toolbar" aria-label={t('chart.toolbar')}>
      <Select
        aria-label={t('diagrams.which')}
        w={{ base: '100%', xs: 190 }}
        allowDeselect={false}
        data={offer.diagrams.map((value) => ({
          value,
          label: t(`diagram.${value}` as 'diagram.network', { defaultValue: value }),
        }))}
        value={diagram}
        onChange={(value) => onChange({ diagram: value ?? undefined })}
      />
      {asks('kind') && (
        <Select
          aria-label={t('diagrams.kind')}
          w={{ base: '100%', xs: 190 }}
          allowDeselect={false}
          data={fishboneKinds.map((value) => ({ value, label: t(`fishbone.${value}`) }))}
          value={search.kind ?? 'F1'}
          onChange={(value) => onChange({ kind: value ?? undefined })}
        />
      )}
      <SubjectFields asks={asks} search={search} onChange={onChange} />
      <OptionFields offer={offer} asks={asks} search={search} onChange={onChange}>
        <LookFields offer={offer} search={search} onChange={onChange} />
      </OptionFields>
      <div style={{ marginLeft: 'auto' }}>
        <DownloadMenu diagram={diagram} title={title} options={options} />
      </div>
    </div>
  )
}

interface PartProps {
  search: DiagramSearch
  onChange: (part: Partial<DiagramSearch>) => void
}

/** Which deal and which person it is about, and on which day. */
function SubjectFields({
  asks,
  search,
  onChange,
}: PartProps & { asks: (option: DiagramOption) => boolean }) {
  const { t } = useTranslation()
  const deals = useDealChoices()
  const people = usePersonChoices()
  return (
    <>
      {asks('deal') && deals.length > 0 && (
        <ChoiceField
          aria-label={t('noun.deal')}
          placeholder={t('diagrams.nextDeal')}
          clearable
          w={{ base: '100%', xs: 210 }}
          data={deals}
          value={search.deal ?? null}
          onChange={(deal) => onChange({ deal: deal ?? undefined })}
        />
      )}
      {asks('person') && (
        <ChoiceField
          aria-label={t('noun.person')}
          placeholder={t('diagrams.keyPerson')}
          clearable
          w={{ base: '100%', xs: 190 }}
          data={people}
          value={search.person ?? null}
          onChange={(person) => onChange({ person: person ?? undefined })}
        />
      )}
      <DateInput
        aria-label={t('chart.day')}
        placeholder={t('chart.today')}
        valueFormat="YYYY-MM-DD"
        clearable
        w={148}
        value={search.on ?? null}
        onChange={(on) => onChange({ on: on ?? undefined })}
      />
    </>
  )
}
