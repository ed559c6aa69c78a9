/** Signs a user in and leads on to where he or she was going. */
import { Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQueryClient } from '@tanstack/react-query'
import { useRouter, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { meQuery, signIn } from '../api/session'
import { onlyWithin } from '../kernels/addresses'
import { Doorway } from '../parts/Doorway'
import { RefusalNote } from '../parts/RefusalNote'
import { useRefusal } from '../parts/useRefusal'
import { useWrite } from '../parts/useWrite'

export function SignInView() {
  const { t } = useTranslation()
  const router = useRouter()
  const queries = useQueryClient()
  const { next } = useSearch({ from: '/sign-in' })
  const form = useForm({ initialValues: { login: '', password: '' } })
  const refusal = useRefusal(form)
  const entering = useWrite({
    write: signIn,
    onRefused: refusal.show,
    onDone: async () => {
      await queries.fetchQuery({ ...meQuery, staleTime: 0 })
      router.history.push(onlyWithin(next))
    },
  })
  return (
    <Doorway title={t('signIn.title')}>
      <form
        onSubmit={form.onSubmit((values) => {
          refusal.clear()
          entering.mutate(values)
        })}
      >
        <Stack>
          <RefusalNote refusal={refusal} />
          <TextInput
            label={t('signIn.login')}
            autoComplete="username"
            required
            data-autofocus
            {...form.getInputProps('login')}
          />
          <PasswordInput
            label={t('signIn.password')}
            autoComplete="current-password"
            required
            {...form.getInputProps('password')}
          />
          <Button type="submit" size="md" mt="xs" loading={entering.isPending}>
            {t('signIn.enter')}
          </Button>
        </Stack>
      </form>
    </Doorway>
  )
}
