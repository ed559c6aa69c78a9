/** What a claim states, field by field for its kind. */
import { Autocomplete, Checkbox, Select, SimpleGrid, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { defaultExpiry } from '../../kernels/claims'
import { ofDealOnly, statementKinds, valuedKinds, worded } from '../../kernels/statements'
import { useAccount } from '../../parts/account'
import type { FormOf } from './ChangeForm'
import { ChoiceField } from './ChoiceField'
import type { ClaimValues } from './ClaimForm'
import { useDealChoices, useMemberChoices, usePersonChoices } from './choices'
import { LevelField } from './LevelField'
import { TieFields } from './TieFields'

export function StatementFields({ form }: { form: FormOf<ClaimValues> }) {
  const { t } = useTranslation()
  const people = usePersonChoices()
  const deals = useDealChoices()
  const { kind, deal } = form.values
  const isAboutDeal = ofDealOnly.has(kind)
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <Select
          label={t('claim.kind')}
          allowDeselect={false}
          data={statementKinds.map((value) => ({ value, label: t(`statement.${value}`) }))}
          {...form.getInputProps('kind')}
          onChange={(value) => {
            form.setFieldValue('kind', value ?? 'note')
            form.setFieldValue('value', null)
            form.setFieldValue('expiresOn', defaultExpiry(value ?? 'note', form.values.observedOn))
          }}
        />
        {(deals.length > 0 || deal) && (
          <ChoiceField
            label={t('claim.deal')}
            placeholder={t('claim.everywhere')}
            clearable
            withAsterisk={isAboutDeal}
            data={deals}
            {...form.getInputProps('deal')}
          />
        )}
      </SimpleGrid>
      {!isAboutDeal && (
        <ChoiceField
          label={t('noun.person')}
          placeholder={worded.has(kind) && deal ? t('claim.aboutDeal') : undefined}
          data={people}
          clearable={worded.has(kind)}
          withAsterisk={!(worded.has(kind) && deal)}
          {...form.getInputProps('person')}
          onChange={(value) => form.setFieldValue('person', value ?? '')}
        />
      )}
      {kind === 'rapport' && <RapportFields form={form} />}
      {valuedKinds.has(kind) && (
        <LevelField
          axis={kind}
          label={t('claim.value')}
          withAsterisk
          {...form.getInputProps('value')}
        />
      )}
      {kind === 'tie' && <TieFields form={form} />}
      {(kind === 'role' || kind === 'tie') && (
        <Checkbox label={t('claim.holds')} {...form.getInputProps('holds', { type: 'checkbox' })} />
      )}
      {kind === 'cause' && <RibField form={form} />}
      {worded.has(kind) && (
        <Textarea
          label={t('claim.text')}
          description={t('claim.wording')}
          withAsterisk
          autosize
          minRows={3}
          maxRows={10}
          {...form.getInputProps('text')}
        />
      )}
    </>
  )
}

function RapportFields({ form }: { form: FormOf<ClaimValues> }) {
  const { t } = useTranslation()
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }}>
      <ChoiceField
        label={t('claim.member')}
        data={useMemberChoices()}
        withAsterisk
        {...form.getInputProps('member')}
      />
      <Select
        label={t('claim.when')}
        allowDeselect={false}
        data={[
          { value: 'now', label: t('claim.now') },
          { value: 'wanted', label: t('claim.wanted') },
        ]}
        value={form.values.wanted ? 'wanted' : 'now'}
        onChange={(value) => form.setFieldValue('wanted', value === 'wanted')}
      />
    </SimpleGrid>
  )
}

function RibField({ form }: { form: FormOf<ClaimValues> }) {
  const { t } = useTranslation()
  const { index } = useAccount()
  const ribs = (index.causesOf.get(form.values.deal ?? '') ?? []).map(({ rib }) => rib)
  return (
    <Autocomplete
      label={t('cause.rib')}
      withAsterisk
      data={[...new Set(ribs)]}
      {...form.getInputProps('rib')}
    />
  )
}
