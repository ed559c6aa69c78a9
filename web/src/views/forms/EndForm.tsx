/** Ends a record on a day, or takes out what was entered by mistake. */
import { Radio, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import {
  type Endable,
  type Ending,
  endRecord,
  isOnlyRemoved,
  removable,
} from '../../actions/endRecord'
import { dayOf } from '../../kernels/days'
import { ChangeForm } from './ChangeForm'
import { DayField } from './DayField'

interface Props {
  noun: Endable
  id: string
  onClose: () => void
}

export function EndForm({ noun, id, onClose }: Props) {
  const { t } = useTranslation()
  const initial: Ending & Record<string, unknown> = {
    noun,
    id,
    on: dayOf(new Date()),
    how: isOnlyRemoved(noun) ? 'mistake' : 'end',
  }
  return (
    <ChangeForm
      initial={initial}
      check={(values) => ({
        on: values.how === 'mistake' || values.on ? null : t('form.required'),
      })}
      changes={endRecord}
      submit={t(`end.${noun}`)}
      onClose={onClose}
    >
      {(form) => (
        <Stack>
          <Text c="dimmed">{t(`endHint.${noun}`)}</Text>
          {removable.has(noun) && (
            <Radio.Group {...form.getInputProps('how')}>
              <Stack gap="xs">
                <Radio value="end" label={t('end.onDay')} />
                <Radio value="mistake" label={t('end.mistake')} />
              </Stack>
            </Radio.Group>
          )}
          {form.values.how === 'end' && (
            <DayField
              label={t('end.on')}
              description={t('end.onHint')}
              withAsterisk
              clearable={false}
              {...form.getInputProps('on')}
            />
          )}
        </Stack>
      )}
    </ChangeForm>
  )
}
