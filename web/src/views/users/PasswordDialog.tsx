/** Gives a user another password, as an administrator; the user is signed out everywhere. */
import { Button, Group, Modal, PasswordInput, Stack, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import { notifications } from '@mantine/notifications'
import { useTranslation } from 'react-i18next'
import { changeUser, usersQuery } from '../../api/administration'
import type { User } from '../../api/model'
import { passwordProblem } from '../../kernels/password'
import { RefusalNote } from '../../parts/RefusalNote'
import { useRefusal } from '../../parts/useRefusal'
import { useWrite } from '../../parts/useWrite'

interface Props {
  user: User
  onClose: () => void
}

export function PasswordDialog({ user, onClose }: Props) {
  const { t } = useTranslation()
  const form = useForm({
    initialValues: { password: '' },
    validate: { password: (value) => passwordProblem(value, t) },
  })
  const refusal = useRefusal(form)
  const changing = useWrite({
    write: (password: string) => changeUser(user.id, { password }),
    renew: [usersQuery.queryKey],
    onRefused: refusal.show,
    onDone: () => {
      notifications.show({ message: t('users.passwordReset', { name: user.name }) })
      onClose()
    },
  })
  return (
    <Modal opened onClose={onClose} title={t('users.resetName', { name: user.name })}>
      <form onSubmit={form.onSubmit(({ password }) => changing.mutate(password))}>
        <Stack>
          <RefusalNote refusal={refusal} />
          <Text fz="sm" c="dimmed">
            {t('users.resetLead')}
          </Text>
          <PasswordInput
            label={t('users.newPassword')}
            description={t('setUp.passwordHint')}
            autoComplete="new-password"
            required
            data-autofocus
            {...form.getInputProps('password')}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('form.cancel')}
            </Button>
            <Button type="submit" loading={changing.isPending}>
              {t('users.reset')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
