/** Makes a user with a first password. */
import {
  Button,
  Checkbox,
  Group,
  Modal,
  PasswordInput,
  Select,
  Stack,
  TextInput,
} from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { addUser, usersQuery } from '../../api/administration'
import { serverLanguage } from '../../i18n'
import { passwordProblem } from '../../kernels/password'
import { RefusalNote } from '../../parts/RefusalNote'
import { useRefusal } from '../../parts/useRefusal'
import { useWrite } from '../../parts/useWrite'

interface Props {
  opened: boolean
  onClose: () => void
}

export function NewUserDialog({ opened, onClose }: Props) {
  const { t, i18n } = useTranslation()
  const form = useForm({
    initialValues: {
      name: '',
      login: '',
      password: '',
      language: serverLanguage(i18n.language),
      administrator: false,
    },
    validate: { password: (value) => passwordProblem(value, t) },
  })
  const refusal = useRefusal(form)
  const adding = useWrite({
    write: addUser,
    renew: [usersQuery.queryKey],
    onRefused: refusal.show,
    onDone: () => {
      form.reset()
      onClose()
    },
  })
  return (
    <Modal opened={opened} onClose={onClose} title={t('users.add')}>
      <form onSubmit={form.onSubmit((values) => adding.mutate(values))}>
        <Stack>
          <RefusalNote refusal={refusal} />
          <TextInput
            label={t('setUp.name')}
            required
            data-autofocus
            {...form.getInputProps('name')}
          />
          <TextInput
            label={t('signIn.login')}
            description={t('setUp.loginHint')}
            autoComplete="off"
            required
            {...form.getInputProps('login')}
          />
          <PasswordInput
            label={t('users.firstPassword')}
            description={t('setUp.passwordHint')}
            autoComplete="new-password"
            required
            {...form.getInputProps('password')}
          />
          <Select
            label={t('settings.language')}
            allowDeselect={false}
            data={[
              { value: 'zh', label: '中文' },
              { value: 'en', label: 'English' },
            ]}
            {...form.getInputProps('language')}
          />
          <Checkbox
            label={t('users.administrator')}
            description={t('users.administratorHint')}
            {...form.getInputProps('administrator', { type: 'checkbox' })}
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
