/** The days on which contact with the buyer's side is locked. */
import { ActionIcon, Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { QuietPeriod } from '../../api/model'
import type { FormOf } from './ChangeForm'
import { DayField } from './DayField'

interface Props<Values> {
  form: FormOf<Values>
  /** Whom nobody contacts, and about what. */
  hint: string
}

// The form's type is open, so it cannot know the shape of its own list.
const emptyPeriod: QuietPeriod = { span: { from: null, until: null }, reason: '' }

export function QuietFields<Values extends { quietPeriods: QuietPeriod[] }>({
  form,
  hint,
}: Props<Values>) {
  const { t } = useTranslation()
  const { quietPeriods } = form.values
  return (
    <Stack gap="sm">
      <Text fz="sm" c="dimmed">
        {hint}
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
        onClick={() => form.insertListItem('quietPeriods', emptyPeriod as never)}
      >
        {t('deal.quietAdd')}
      </Button>
    </Stack>
  )
}
