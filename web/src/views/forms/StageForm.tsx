/** Adds a stage to a deal, or edits its days and the rule by which its seats decide. */
import { NumberInput, Select, SimpleGrid, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { keepStage, type StageFields } from '../../actions/keepStage'
import { stageFields } from '../../kernels/dealFields'
import { useAccount } from '../../parts/account'
import { ChangeForm } from './ChangeForm'
import { DayField } from './DayField'

interface Props {
  request: { id?: string; deal?: string }
  onClose: () => void
}

const rules = ['sole', 'majority', 'quota', 'consensus'] as const

export function StageForm({ request, onClose }: Props) {
  const { t } = useTranslation()
  const { index } = useAccount()
  const stage = request.id ? index.stage.get(request.id) : undefined
  const deal = request.deal ?? ''
  const next = Math.max(0, ...(index.stagesOf.get(deal) ?? []).map(({ order }) => order)) + 1
  return (
    <ChangeForm<StageFields & Record<string, unknown>>
      initial={{ ...stageFields(stage, deal, next) }}
      check={(values) => ({ name: values.name.trim() ? null : t('form.required') })}
      changes={(values) => keepStage(stage, values)}
      onClose={onClose}
    >
      {(form) => (
        <>
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <TextInput
              label={t('stage.name')}
              withAsterisk
              data-autofocus
              {...form.getInputProps('name')}
            />
            <NumberInput
              label={t('stage.order')}
              min={0}
              allowDecimal={false}
              {...form.getInputProps('order')}
            />
          </SimpleGrid>
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <DayField label={t('stage.plannedOn')} {...form.getInputProps('plannedOn')} />
            <DayField label={t('stage.doneOn')} {...form.getInputProps('doneOn')} />
          </SimpleGrid>
          <Select
            label={t('stage.rule')}
            description={t(`ruleHint.${form.values.rule}`)}
            allowDeselect={false}
            data={rules.map((value) => ({ value, label: t(`rule.${value}`) }))}
            {...form.getInputProps('rule')}
          />
          {form.values.rule === 'quota' && (
            <NumberInput
              label={t('stage.quota')}
              min={1}
              allowDecimal={false}
              {...form.getInputProps('quota')}
            />
          )}
        </>
      )}
    </ChangeForm>
  )
}
