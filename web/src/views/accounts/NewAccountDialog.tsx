/** Asks for the name of a new account and opens it. */
import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { accountsQuery, addAccount } from '../../api/accounts'
import { RefusalNote } from '../../parts/RefusalNote'
import { useRefusal } from '../../parts/useRefusal'
import { useWrite } from '../../parts/useWrite'

interface Props {
  opened: boolean
  onClose: () => void
}

export function NewAccountDialog({ opened, onClose }: Props) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const form = useForm({ initialValues: { name: '' } })
  const refusal = useRefusal(form)
  const adding = useWrite({
    write: addAccount,
    renew: [accountsQuery.queryKey],
    onRefused: refusal.show,
    onDone: (account) =>
      void navigate({ to: '/accounts/$accountId', params: { accountId: account.id } }),
  })
  return (
    <Modal opened={opened} onClose={onClose} title={t('accounts.add')}>
      <form onSubmit={form.onSubmit(({ name }) => adding.mutate(name))}>
        <Stack>
          <RefusalNote refusal={refusal} />
          <TextInput
            label={t('accounts.name')}
            description={t('accounts.nameHint')}
            required
            data-autofocus
            {...form.getInputProps('name')}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('form.cancel')}
            </Button>
            <Button type="submit" loading={adding.isPending}>
              {t('form.add')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
