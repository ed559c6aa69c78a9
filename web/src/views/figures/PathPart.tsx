/** The ways to a person through ours and theirs, or why there is none. */
import { Group, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../parts/EmptyState'
import { ChoiceField } from '../forms/ChoiceField'
import { useMemberChoices, usePersonChoices } from '../forms/choices'
import { PathAnswer } from './PathAnswer'

interface Props {
  deal: string | undefined
  to: string | undefined
  from: string | undefined
  onChange: (part: { to?: string; from?: string }) => void
}

export function PathPart({ deal, to, from, onChange }: Props) {
  const { t } = useTranslation()
  const people = usePersonChoices()
  const members = useMemberChoices()
  return (
    <>
      <Group mb="lg" align="flex-end">
        <ChoiceField
          label={t('paths.to')}
          w={{ base: '100%', xs: 300 }}
          data={people}
          value={to ?? null}
          onChange={(value) => onChange({ to: value ?? undefined })}
        />
        <ChoiceField
          label={t('paths.from')}
          placeholder={t('paths.anybody')}
          clearable
          w={{ base: '100%', xs: 220 }}
          data={members}
          value={from ?? null}
          onChange={(value) => onChange({ from: value ?? undefined })}
        />
      </Group>
      {to ? (
        <PathAnswer deal={deal} to={to} from={from} />
      ) : (
        <EmptyState title={t('paths.choose')}>
          <Text span>{t('paths.lead')}</Text>
        </EmptyState>
      )}
    </>
  )
}
