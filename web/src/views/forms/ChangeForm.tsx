/** A form whose answer is a batch of changes; refusals stand at their fields. */
import { Button, Group, Stack } from '@mantine/core'
import { type FormErrors, type UseFormReturnType, useForm } from '@mantine/form'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Change } from '../../api/model'
import { RefusalNote } from '../../parts/RefusalNote'
import { useRefusal } from '../../parts/useRefusal'
import styles from './ChangeForm.module.css'
import { useChanges } from './useChanges'

export type FormOf<Values> = UseFormReturnType<Values>

interface Props<Values> {
  initial: Values
  check?: (values: Values) => FormErrors
  /** The batch that these values ask for; an empty one closes the form. */
  changes: (values: Values) => Change[]
  submit?: string
  /** What follows once this batch is written. */
  onDone?: (changes: Change[]) => void
  onClose: () => void
  children: (form: FormOf<Values>) => ReactNode
}

export function ChangeForm<Values extends Record<string, unknown>>({
  initial,
  check,
  changes,
  submit,
  onDone,
  onClose,
  children,
}: Props<Values>) {
  const { t } = useTranslation()
  const form = useForm<Values>({ initialValues: initial, validate: check })
  const refusal = useRefusal(form)
  const writing = useChanges({
    onDone: (batch) => {
      onClose()
      onDone?.(batch)
    },
    onRefused: refusal.show,
  })
  return (
    <form
      noValidate
      onSubmit={form.onSubmit((values) => {
        refusal.clear()
        const batch = changes(values)
        if (batch.length === 0) onClose()
        else writing.mutate(batch)
      })}
    >
      <Stack>
        <RefusalNote refusal={refusal} />
        {children(form)}
        <Group justify="flex-end" className={styles.foot}>
          <Button variant="default" onClick={onClose}>
            {t('form.cancel')}
          </Button>
          <Button type="submit" loading={writing.isPending}>
            {submit ?? t('form.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
