/** Adds a deal, with its stages from a template, or edits one. */
import { Divider, Select, SimpleGrid, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { type DealFields, keepDeal } from '../../actions/keepDeal'
import { dealFields } from '../../kernels/dealFields'
import { isQuietComplete } from '../../kernels/deals'
import { useAccount } from '../../parts/account'
import { ChangeForm, type FormOf } from './ChangeForm'
import { DayField } from './DayField'
import { QuietFields } from './QuietFields'
import { StagePlanFields } from './StagePlanFields'
import { SightFields } from './sightFields'
import { useWriter } from './useWriter'

interface Props {
  request: { id?: string }
  onClose: () => void
}

export type DealValues = DealFields & Record<string, unknown>

const states = ['open', 'won', 'lost', 'cancelled'] as const

export function DealForm({ request, onClose }: Props) {
  const { t } = useTranslation()
  const { id: account, index } = useAccount()
  const navigate = useNavigate()
  const writer = useWriter()
  const deal = request.id ? index.deal.get(request.id) : undefined
  return (
    <ChangeForm<DealValues>
      initial={{ ...dealFields(deal, writer) }}
      check={(values) => checkDeal(values, t)}
      changes={(values) => keepDeal(deal, values)}
      onDone={([first]) => {
        if (first?.verb === 'add_deal' && first.id)
          void navigate({
            to: '/accounts/$accountId/deals/$dealId',
            params: { accountId: account, dealId: first.id },
          })
      }}
      onClose={onClose}
    >
      {(form) => (
        <>
          <TextInput
            label={t('deal.name')}
            placeholder={t('deal.nameHint')}
            withAsterisk
            data-autofocus
            {...form.getInputProps('name')}
          />
          {deal ? <StandingFields form={form} /> : <StagePlanFields form={form} />}
          <Divider label={t('deal.quiet')} labelPosition="left" />
          <QuietFields form={form} hint={t('deal.quietHint')} />
          <Divider label={t('deal.sight')} labelPosition="left" />
          <SightFields tier={form.getInputProps('tier')} readers={form.getInputProps('readers')} />
        </>
      )}
    </ChangeForm>
  )
}

function StandingFields({ form }: { form: FormOf<DealValues> }) {
  const { t } = useTranslation()
  return (
    <SimpleGrid cols={{ base: 1, xs: 3 }}>
      <TextInput label={t('deal.mode')} {...form.getInputProps('procurementMode')} />
      <DayField label={t('deal.awardOn')} {...form.getInputProps('awardOn')} />
      <Select
        label={t('deal.state')}
        allowDeselect={false}
        data={states.map((value) => ({ value, label: t(`dealState.${value}`) }))}
        {...form.getInputProps('state')}
      />
    </SimpleGrid>
  )
}

function checkDeal(values: DealValues, t: TFunction) {
  return {
    name: values.name.trim() ? null : t('form.required'),
    quietPeriods: isQuietComplete(values.quietPeriods) ? null : t('deal.quietIncomplete'),
  }
}
