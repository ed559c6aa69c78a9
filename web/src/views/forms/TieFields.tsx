/** Which tie, to whom, and how strong it is. */
import { Checkbox, Group, Select, SimpleGrid, Slider, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { inLanguage } from '../../kernels/statements'
import { useAccount } from '../../parts/account'
import type { FormOf } from './ChangeForm'
import { ChoiceField } from './ChoiceField'
import type { ClaimValues } from './ClaimForm'
import { usePersonChoices } from './choices'

export function TieFields({ form }: { form: FormOf<ClaimValues> }) {
  const { t, i18n } = useTranslation()
  const { presets, index } = useAccount()
  const people = usePersonChoices()
  const { strength, person, tie, other } = form.values
  const kind = presets.tie_kinds.find((candidate) => candidate.id === tie)
  const names = [person, other].map((id) => index.person.get(id)?.name)
  const sentence =
    kind && names[0] && names[1]
      ? `${names[0]} ${kind.mutual ? '↔' : '→'} ${inLanguage(kind, i18n.language)} ${kind.mutual ? '↔' : '→'} ${names[1]}`
      : null
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <Select
          label={t('claim.tie')}
          withAsterisk
          data={presets.tie_kinds
            .filter((candidate) => !candidate.off)
            .map((candidate) => ({
              value: candidate.id,
              label: inLanguage(candidate, i18n.language),
            }))}
          {...form.getInputProps('tie')}
        />
        <ChoiceField
          label={t('claim.other')}
          data={people.filter((choice) => choice.value !== person)}
          withAsterisk
          {...form.getInputProps('other')}
        />
      </SimpleGrid>
      {sentence && (
        <Text fz="sm" c="dimmed">
          {sentence}
        </Text>
      )}
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
