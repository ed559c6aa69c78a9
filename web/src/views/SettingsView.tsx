/** One's own language and password. */
import {
  Button,
  PasswordInput,
  Radio,
  SegmentedControl,
  Stack,
  Text,
  Title,
  useMantineColorScheme,
} from '@mantine/core'
import { useForm } from '@mantine/form'
import { notifications } from '@mantine/notifications'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { changeMe } from '../api/administration'
import { meQuery } from '../api/session'
import type { Language } from '../i18n'
import { passwordProblem } from '../kernels/password'
import { RefusalNote } from '../parts/RefusalNote'
import { Sheet } from '../parts/Sheet'
import { Surface } from '../parts/Surface'
import { useRefusal } from '../parts/useRefusal'
import { useSpeak } from '../parts/useSpeak'
import { useWrite } from '../parts/useWrite'

export function SettingsView() {
  const { t, i18n } = useTranslation()
  const { data: me } = useQuery(meQuery)
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const speak = useSpeak()
  return (
    <Sheet title={t('settings.title')} lead={me?.user.login} size={640}>
      <Stack gap="lg">
        <Surface p="lg">
          <Title order={2} fz="md" mb="md">
            {t('settings.look')}
          </Title>
          <Stack>
            <Radio.Group
              label={t('settings.language')}
              value={i18n.language}
              onChange={(value) => speak(value as Language)}
            >
              <Stack gap="xs" mt="xs">
                <Radio value="zh-CN" label="中文" lang="zh-CN" />
                <Radio value="en" label="English" lang="en" />
              </Stack>
            </Radio.Group>
            <div>
              <Text fz="sm" fw={500} mb={6}>
                {t('settings.scheme')}
              </Text>
              <SegmentedControl
                aria-label={t('settings.scheme')}
                value={colorScheme}
                onChange={(value) => setColorScheme(value as 'auto')}
                data={[
                  { value: 'auto', label: t('settings.auto') },
                  { value: 'light', label: t('settings.light') },
                  { value: 'dark', label: t('settings.dark') },
                ]}
              />
            </div>
          </Stack>
        </Surface>
        <PasswordForm />
      </Stack>
    </Sheet>
  )
}

function PasswordForm() {
  const { t } = useTranslation()
  const form = useForm({
    initialValues: { old_password: '', password: '', repeated: '' },
    validate: {
      password: (value) => passwordProblem(value, t),
      repeated: (value, values) => (value === values.password ? null : t('setUp.repeatedWrong')),
    },
  })
  const refusal = useRefusal(form)
  const changing = useWrite({
    write: changeMe,
    onRefused: refusal.show,
    onDone: () => {
      form.reset()
      notifications.show({ message: t('settings.passwordChanged') })
    },
  })
  return (
    <Surface p="lg">
      <Title order={2} fz="md" mb="md">
        {t('settings.password')}
      </Title>
      <form
        onSubmit={form.onSubmit(({ repeated: _, ...values }) => {
          refusal.clear()
          changing.mutate(values)
        })}
      >
        <Stack maw={360}>
          <RefusalNote refusal={refusal} />
          <PasswordInput
            label={t('settings.oldPassword')}
            autoComplete="current-password"
            required
            {...form.getInputProps('old_password')}
          />
          <PasswordInput
            label={t('settings.newPassword')}
            description={t('setUp.passwordHint')}
            autoComplete="new-password"
            required
            {...form.getInputProps('password')}
          />
          <PasswordInput
            label={t('setUp.repeated')}
            autoComplete="new-password"
            required
            {...form.getInputProps('repeated')}
          />
          <Button type="submit" loading={changing.isPending} style={{ alignSelf: 'flex-start' }}>
            {t('settings.changePassword')}
          </Button>
        </Stack>
      </form>
    </Surface>
  )
}
