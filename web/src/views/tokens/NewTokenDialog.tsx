/** Makes a token and shows its secret, this once. */
import {
  Alert,
  Button,
  Checkbox,
  Code,
  CopyButton,
  Group,
  Modal,
  MultiSelect,
  Stack,
  TextInput,
} from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { accountsQuery } from '../../api/accounts'
import { addToken, tokensQuery } from '../../api/administration'
import type { Scope } from '../../api/model'
import { dayOf, plusMonths } from '../../kernels/days'
import { RefusalNote } from '../../parts/RefusalNote'
import { useRefusal } from '../../parts/useRefusal'
import { useWrite } from '../../parts/useWrite'
import { DayField } from '../forms/DayField'

interface Props {
  opened: boolean
  onClose: () => void
}

const scopes = ['read', 'write', 'import', 'admin'] as const

export function NewTokenDialog({ opened, onClose }: Props) {
  const { t } = useTranslation()
  const [secret, setSecret] = useState<string | null>(null)
  function close() {
    setSecret(null)
    onClose()
  }
  return (
    <Modal opened={opened} onClose={close} title={t('tokens.add')}>
      {secret ? (
        <SecretOnce secret={secret} onClose={close} />
      ) : (
        <TokenForm onMade={setSecret} onClose={close} />
      )}
    </Modal>
  )
}

function TokenForm({ onMade, onClose }: { onMade: (secret: string) => void; onClose: () => void }) {
  const { t } = useTranslation()
  const { data: accounts = [] } = useQuery(accountsQuery)
  const form = useForm({
    initialValues: {
      name: '',
      scopes: ['read'] as Scope[],
      accounts: [] as string[],
      expires_on: plusMonths(dayOf(new Date()), 12) as string | null,
    },
    validate: { scopes: (value) => (value.length > 0 ? null : t('form.required')) },
  })
  const refusal = useRefusal(form)
  const adding = useWrite({
    write: addToken,
    renew: [tokensQuery.queryKey],
    onRefused: refusal.show,
    onDone: (made) => onMade(made.secret),
  })
  return (
    <form
      onSubmit={form.onSubmit((values) =>
        adding.mutate({ ...values, accounts: values.accounts.length > 0 ? values.accounts : null }),
      )}
    >
      <Stack>
        <RefusalNote refusal={refusal} />
        <TextInput
          label={t('tokens.name')}
          description={t('tokens.nameHint')}
          required
          data-autofocus
          {...form.getInputProps('name')}
        />
        <Checkbox.Group label={t('tokens.scopes')} {...form.getInputProps('scopes')}>
          <Group mt="xs">
            {scopes.map((scope) => (
              <Checkbox key={scope} value={scope} label={t(`scope.${scope}`)} />
            ))}
          </Group>
        </Checkbox.Group>
        <MultiSelect
          label={t('tokens.accounts')}
          placeholder={form.values.accounts.length === 0 ? t('tokens.allAccounts') : undefined}
          data={accounts.map(({ id, name }) => ({ value: id, label: name }))}
          {...form.getInputProps('accounts')}
        />
        <DayField label={t('tokens.expires')} {...form.getInputProps('expires_on')} />
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
  )
}

function SecretOnce({ secret, onClose }: { secret: string; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Stack>
      <Alert variant="light" color="sea">
        {t('tokens.once')}
      </Alert>
      <Code block style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
        {secret}
      </Code>
      <Group justify="flex-end">
        <CopyButton value={secret}>
          {({ copied, copy }) => (
            <Button variant="light" onClick={copy}>
              {copied ? t('tokens.copied') : t('tokens.copy')}
            </Button>
          )}
        </CopyButton>
        <Button onClick={onClose}>{t('form.done')}</Button>
      </Group>
    </Stack>
  )
}
