/** Edits the account's own name, kind and quiet periods. */
import { Divider, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type AccountFields, editAccount } from '../../actions/editAccount'
import { accountQuery } from '../../api/accounts'
import { isQuietComplete } from '../../kernels/deals'
import { useAccount } from '../../parts/account'
import { ChangeForm } from './ChangeForm'
import { QuietFields } from './QuietFields'

export function AccountForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const { id } = useAccount()
  const { data: account } = useQuery(accountQuery(id))
  if (!account) return null
  const initial: AccountFields & Record<string, unknown> = {
    name: account.name,
    kind: account.kind ?? '',
    quietPeriods: account.quiet_periods,
  }
  return (
    <ChangeForm
      initial={initial}
      check={(values) => ({
        name: values.name.trim() ? null : t('form.required'),
        quietPeriods: isQuietComplete(values.quietPeriods) ? null : t('deal.quietIncomplete'),
      })}
      changes={(values) => editAccount(account, values)}
      onClose={onClose}
    >
      {(form) => (
        <>
          <TextInput
            label={t('accounts.name')}
            withAsterisk
            data-autofocus
            {...form.getInputProps('name')}
          />
          <TextInput label={t('accounts.kind')} {...form.getInputProps('kind')} />
          <Divider label={t('deal.quiet')} labelPosition="left" />
          <QuietFields form={form} hint={t('accounts.quietHint')} />
        </>
      )}
    </ChangeForm>
  )
}
