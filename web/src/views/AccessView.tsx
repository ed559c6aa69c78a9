/** Who may read and write an account. */
import { Select, Table, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { accountQuery } from '../api/accounts'
import { membersQuery, rolesQuery, setRole } from '../api/administration'
import type { Role } from '../api/model'
import { meQuery } from '../api/session'
import { useAccount } from '../parts/account'
import { ErrorView } from '../parts/ErrorView'
import { Sheet } from '../parts/Sheet'
import { Surface } from '../parts/Surface'
import { useWrite } from '../parts/useWrite'
import { Waiting } from '../parts/Waiting'

const roles = ['owner', 'editor', 'contributor', 'reader'] as const

export function AccessView() {
  const { t } = useTranslation()
  const { id } = useAccount()
  const members = useQuery(membersQuery)
  const held = useQuery(rolesQuery(id))
  const granting = useWrite({
    write: ({ member, role }: { member: string; role: Role | null }) => setRole(id, member, role),
    renew: [rolesQuery(id).queryKey, meQuery.queryKey, accountQuery(id).queryKey],
  })
  const failed = [members, held].find((query) => query.isError)
  if (failed) return <ErrorView error={failed.error} reset={() => void failed.refetch()} />
  if (!members.data || !held.data) return <Waiting />
  const roleOf = new Map(held.data.map((entry) => [entry.member, entry.role]))
  return (
    <Sheet order={2} title={t('access.title')} lead={t('access.lead')} size={760}>
      <Surface>
        <Table>
          <Table.Tbody>
            {members.data.map((member) => (
              <Table.Tr key={member.id}>
                <Table.Td>
                  <Text fw={550}>{member.name}</Text>
                </Table.Td>
                <Table.Td w={220}>
                  <Select
                    aria-label={t('access.roleOf', { name: member.name })}
                    placeholder={t('access.none')}
                    clearable
                    disabled={granting.isPending}
                    data={roles.map((role) => ({ value: role, label: t(`roles.${role}`) }))}
                    value={roleOf.get(member.id) ?? null}
                    onChange={(role) =>
                      granting.mutate({ member: member.id, role: role as Role | null })
                    }
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
