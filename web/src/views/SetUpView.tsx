/** Makes the first user, by the one-time link that the server printed. */
import { Button, Checkbox, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { meQuery, setUp, setUpQuery } from '../api/session'
import { serverLanguage } from '../i18n'
import { passwordProblem } from '../kernels/password'
import { Doorway } from '../parts/Doorway'
import { RefusalNote } from '../parts/RefusalNote'
import { useRefusal } from '../parts/useRefusal'
import { useWrite } from '../parts/useWrite'
import { Waiting } from '../parts/Waiting'

export function SetUpView() {
  const { t } = useTranslation()
  const { token } = useSearch({ from: '/setup' })
  const { data: state, isPending } = useQuery(setUpQuery)
  if (isPending) return <Waiting height="100dvh" />
  if (state && !state.needed)
    return (
      <Doorway title={t('setUp.doneTitle')} lead={t('setUp.doneLead')}>
        <Button component={Link} to="/sign-in" fullWidth>
          {t('signIn.title')}
        </Button>
      </Doorway>
    )
  if (!token)
    return (
      <Doorway title={t('setUp.noLinkTitle')} lead={t('setUp.noLinkLead')}>
        <Text ff="monospace" fz="sm" p="sm" bg="var(--surface-sunken)">
          …/setup?token=…
        </Text>
      </Doorway>
    )
  return <FirstUserForm token={token} />
}

function FirstUserForm({ token }: { token: string }) {
  const { t, i18n } = useTranslation()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const form = useForm({
    initialValues: { name: '', login: '', password: '', repeated: '', demo: true },
    validate: {
      password: (value) => passwordProblem(value, t),
      repeated: (value, values) => (value === values.password ? null : t('setUp.repeatedWrong')),
    },
  })
  const refusal = useRefusal(form)
  const making = useWrite({
    write: setUp,
    onRefused: refusal.show,
    onDone: async () => {
      queries.clear()
      await queries.fetchQuery(meQuery)
      void navigate({ to: '/' })
    },
  })
  return (
    <Doorway title={t('setUp.title')} lead={t('setUp.lead')}>
      <form
        onSubmit={form.onSubmit(({ repeated: _, ...values }) => {
          refusal.clear()
          making.mutate({ ...values, token, language: serverLanguage(i18n.language) })
        })}
      >
        <Stack>
          <RefusalNote refusal={refusal} />
          <TextInput
            label={t('setUp.name')}
            autoComplete="name"
            required
            {...form.getInputProps('name')}
          />
          <TextInput
            label={t('signIn.login')}
            description={t('setUp.loginHint')}
            autoComplete="username"
            required
            {...form.getInputProps('login')}
          />
          <PasswordInput
            label={t('signIn.password')}
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
          <Checkbox
            label={t('setUp.demo')}
            description={t('setUp.demoHint')}
            {...form.getInputProps('demo', { type: 'checkbox' })}
          />
          <Button type="submit" size="md" mt="xs" loading={making.isPending}>
            {t('setUp.make')}
          </Button>
        </Stack>
      </form>
    </Doorway>
  )
}
