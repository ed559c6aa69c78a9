/** Edits the account's own name and kind. */
import { TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type AccountFields, editAccount } from '../../actions/editAccount'
import { accountQuery } from '../../api/accounts'
import { useAccount } from '../../parts/account'
import { ChangeForm } from './ChangeForm'

export function AccountForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const { id, name } = useAccount()
  const { data: account } = useQuery(accountQuery(id))
  const before = { name, kind: account?.kind ?? null }
  const initial: AccountFields & Record<string, unknown> = { name, kind: before.kind ?? '' }
  return (
    <ChangeForm
      initial={initial}
      check={(values) => ({ name: values.name.trim() ? null : t('form.required') })}
      changes={(values) => editAccount(before, values)}
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
        </>
      )}
    </ChangeForm>
  )
}
