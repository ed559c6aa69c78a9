/** Who may read and write an account. */
import { Select, Table, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { rolesQuery, setRoles, usersQuery } from '../api/administration'
import { meQuery } from '../api/session'
import { useAccount } from '../parts/account'
import { ErrorView } from '../parts/ErrorView'
import { Sheet } from '../parts/Sheet'
import { Surface } from '../parts/Surface'
import { useWrite } from '../parts/useWrite'
import { Waiting } from '../parts/Waiting'

const roles = ['owner', 'editor', 'reader'] as const

export function AccessView() {
  const { t } = useTranslation()
  const { id } = useAccount()
  const users = useQuery(usersQuery)
  const held = useQuery(rolesQuery(id))
  const granting = useWrite({
    write: ({ user, role }: { user: string; role: string | null }) => {
      const others = (held.data?.roles ?? []).filter((entry) => entry.user !== user)
      return setRoles(id, role ? [...others, { user, role }] : others)
    },
    renew: [rolesQuery(id).queryKey, meQuery.queryKey],
  })
  const failed = [users, held].find((query) => query.isError)
  if (failed) return <ErrorView error={failed.error} reset={() => void failed.refetch()} />
  if (!users.data || !held.data) return <Waiting />
  const roleOf = new Map(held.data.roles.map((entry) => [entry.user, entry.role]))
  return (
    <Sheet order={2} title={t('access.title')} lead={t('access.lead')} size={760}>
      <Surface>
        <Table>
          <Table.Tbody>
            {users.data.map((user) => (
              <Table.Tr key={user.id}>
                <Table.Td>
                  <Text fw={550}>{user.name}</Text>
                  <Text fz="sm" c="dimmed">
                    {user.login}
                  </Text>
                </Table.Td>
                <Table.Td w={220}>
                  <Select
                    aria-label={t('access.roleOf', { name: user.name })}
                    placeholder={t('access.none')}
                    clearable
                    disabled={granting.isPending}
                    data={roles.map((role) => ({ value: role, label: t(`roles.${role}`) }))}
                    value={roleOf.get(user.id) ?? null}
                    onChange={(role) => granting.mutate({ user: user.id, role })}
                  />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Surface>
    </Sheet>
  )
}
