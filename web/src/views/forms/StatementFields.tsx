/** What a claim states, field by field for its kind. */
import { Checkbox, Group, Select, SimpleGrid, Slider, Stack, Text, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { defaultExpiry } from '../../kernels/claims'
import { inLanguage, statementKinds, valuedKinds, worded } from '../../kernels/statements'
import { useAccount } from '../../parts/account'
import type { FormOf } from './ChangeForm'
import { ChoiceField } from './ChoiceField'
import type { ClaimValues } from './ClaimForm'
import { usePersonChoices } from './choices'
import { LevelField } from './LevelField'

export function StatementFields({ form }: { form: FormOf<ClaimValues> }) {
  const { t } = useTranslation()
  const people = usePersonChoices()
  const { kind } = form.values
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <ChoiceField
          label={t('noun.person')}
          data={people}
          withAsterisk
          {...form.getInputProps('person')}
        />
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
      </SimpleGrid>
      {valuedKinds.has(kind) && (
        <LevelField
          axis={kind}
          label={t('claim.value')}
          withAsterisk
          {...form.getInputProps('value')}
        />
      )}
      {kind === 'rapport' && (
        <Checkbox
          label={t('claim.wanted')}
          {...form.getInputProps('wanted', { type: 'checkbox' })}
        />
      )}
      {kind === 'tie' && <TieFields form={form} />}
      {(kind === 'role' || kind === 'tie') && (
        <Checkbox label={t('claim.holds')} {...form.getInputProps('holds', { type: 'checkbox' })} />
      )}
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

function TieFields({ form }: { form: FormOf<ClaimValues> }) {
  const { t, i18n } = useTranslation()
  const { presets } = useAccount()
  const people = usePersonChoices()
  const { strength } = form.values
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <Select
          label={t('claim.tie')}
          withAsterisk
          data={presets.tie_kinds
            .filter((tie) => !tie.off)
            .map((tie) => ({ value: tie.id, label: inLanguage(tie, i18n.language) }))}
          {...form.getInputProps('tie')}
        />
        <ChoiceField
          label={t('claim.other')}
          data={people.filter((choice) => choice.value !== form.values.person)}
          withAsterisk
          {...form.getInputProps('other')}
        />
      </SimpleGrid>
      <Stack gap={4}>
        <Group justify="space-between">
          <Checkbox
            label={t('claim.strengthKnown')}
            checked={strength !== null}
            onChange={(event) =>
              form.setFieldValue('strength', event.currentTarget.checked ? 0.5 : null)
            }
          />
          {strength !== null && <Text fz="sm">{strength.toFixed(1)}</Text>}
        </Group>
        {strength !== null && (
          <Slider
            thumbLabel={t('claim.strength')}
            min={0}
            max={1}
            step={0.1}
            label={null}
            value={strength}
            onChange={(value) => form.setFieldValue('strength', Math.round(value * 10) / 10)}
          />
        )}
      </Stack>
    </>
  )
}
