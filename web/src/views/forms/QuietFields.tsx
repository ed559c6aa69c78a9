/** The days on which contact with the buyer's side is locked. */
import { ActionIcon, Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { FormOf } from './ChangeForm'
import { DayField } from './DayField'
import type { DealValues } from './DealForm'

export function QuietFields({ form }: { form: FormOf<DealValues> }) {
  const { t } = useTranslation()
  const { quietPeriods } = form.values
  return (
    <Stack gap="sm">
      <Text fz="sm" c="dimmed">
        {t('deal.quietHint')}
      </Text>
      {quietPeriods.map((_, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the form knows its rows by their place.
        <Group key={place} gap="xs" align="flex-end" wrap="nowrap">
          <Group gap="xs" flex={1} grow preventGrowOverflow={false}>
            <DayField
              label={t('form.from')}
              miw={130}
              clearable={false}
              {...form.getInputProps(`quietPeriods.${place}.span.from`)}
            />
            <DayField
              label={t('form.until')}
              miw={130}
              {...form.getInputProps(`quietPeriods.${place}.span.until`)}
            />
            <TextInput
              label={t('deal.quietReason')}
              miw={160}
              {...form.getInputProps(`quietPeriods.${place}.reason`)}
            />
          </Group>
          <ActionIcon
            variant="subtle"
            color="gray"
            c="dimmed"
            size={36}
            aria-label={t('deal.quietRemove')}
            onClick={() => form.removeListItem('quietPeriods', place)}
          >
            <IconTrash size={17} stroke={1.6} />
          </ActionIcon>
        </Group>
      ))}
      {form.errors.quietPeriods && (
        <Text fz="xs" c="red">
          {form.errors.quietPeriods}
        </Text>
      )}
      <Button
        variant="light"
        size="xs"
        leftSection={<IconPlus size={15} />}
        style={{ alignSelf: 'flex-start' }}
        onClick={() =>
          form.insertListItem('quietPeriods', { span: { from: null, until: null }, reason: '' })
        }
      >
        {t('deal.quietAdd')}
      </Button>
    </Stack>
  )
}
