/** The users of this instance, for administrators. */
import { Badge, Button, Switch, Table, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconUserPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeUser, usersQuery } from '../api/administration'
import type { User } from '../api/model'
import { meQuery } from '../api/session'
import { ErrorView } from '../parts/ErrorView'
import { Sheet } from '../parts/Sheet'
import { Surface } from '../parts/Surface'
import tables from '../parts/tables.module.css'
import { useWrite } from '../parts/useWrite'
import { Waiting } from '../parts/Waiting'
import { NewUserDialog } from './users/NewUserDialog'
import { PasswordDialog } from './users/PasswordDialog'

export function UsersView() {
  const { t } = useTranslation()
  const users = useQuery(usersQuery)
  const { data: me } = useQuery(meQuery)
  const [forgetful, setForgetful] = useState<User | null>(null)
  const [adding, dialog] = useDisclosure(false)
  const changing = useWrite({
    write: ({ id, ...set }: { id: string; administrator?: boolean; locked?: boolean }) =>
      changeUser(id, set),
    renew: [usersQuery.queryKey],
  })
  if (users.isPending) return <Waiting />
  if (users.isError) return <ErrorView error={users.error} reset={() => void users.refetch()} />
  return (
    <Sheet
      title={t('users.title')}
      lead={t('users.lead')}
      size={960}
      actions={
        <Button leftSection={<IconUserPlus size={18} stroke={1.6} />} onClick={dialog.open}>
          {t('users.add')}
        </Button>
      }
    >
      <Surface>
        <Table className={tables.stacks}>
          <Table.Thead>
            <Table.Tr>
              {[
                t('setUp.name'),
                t('signIn.login'),
                t('users.administrator'),
                t('users.locked'),
                '',
              ].map((text) => (
                <Table.Th key={text} c="dimmed" fw={550} fz="sm">
                  {text}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {users.data.map((user) => (
              <Table.Tr key={user.id}>
                <Table.Td>
                  <Text span fw={550}>
                    {user.name}
                  </Text>
                  {user.id === me?.user.id && (
                    <Badge ml="xs" size="sm" variant="light" tt="none">
                      {t('users.you')}
                    </Badge>
                  )}
                </Table.Td>
                <Table.Td>{user.login}</Table.Td>
                <Table.Td data-label={t('users.administrator')} data-beside>
                  <Switch
                    display="inline-block"
                    aria-label={t('users.administratorName', { name: user.name })}
                    checked={user.administrator}
                    disabled={changing.isPending}
                    onChange={(event) =>
                      changing.mutate({ id: user.id, administrator: event.currentTarget.checked })
                    }
                  />
                </Table.Td>
                <Table.Td data-label={t('users.locked')} data-beside>
                  <Switch
                    display="inline-block"
                    color="red"
                    aria-label={t('users.lockedName', { name: user.name })}
                    checked={user.locked}
                    disabled={changing.isPending || user.id === me?.user.id}
                    onChange={(event) =>
                      changing.mutate({ id: user.id, locked: event.currentTarget.checked })
                    }
                  />
                </Table.Td>
                <Table.Td>
                  {user.id !== me?.user.id && (
                    <Button
                      size="xs"
                      variant="subtle"
                      aria-label={t('users.resetName', { name: user.name })}
                      onClick={() => setForgetful(user)}
                    >
                      {t('users.reset')}
                    </Button>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Surface>
      <NewUserDialog opened={adding} onClose={dialog.close} />
      {forgetful && <PasswordDialog user={forgetful} onClose={() => setForgetful(null)} />}
    </Sheet>
  )
}
