/** The tokens by which one's own programs ask the API. */
import { Badge, Button, Group, Table, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconKey } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { revokeToken, tokensQuery } from '../api/administration'
import { momentText } from '../kernels/moments'
import { EmptyState } from '../parts/EmptyState'
import { ErrorView } from '../parts/ErrorView'
import { Sheet } from '../parts/Sheet'
import { Surface } from '../parts/Surface'
import tables from '../parts/tables.module.css'
import { useWrite } from '../parts/useWrite'
import { Waiting } from '../parts/Waiting'
import { NewTokenDialog } from './tokens/NewTokenDialog'

export function TokensView() {
  const { t, i18n } = useTranslation()
  const tokens = useQuery(tokensQuery)
  const [adding, dialog] = useDisclosure(false)
  const revoking = useWrite({ write: revokeToken, renew: [tokensQuery.queryKey] })
  if (tokens.isPending) return <Waiting />
  if (tokens.isError) return <ErrorView error={tokens.error} reset={() => void tokens.refetch()} />
  const add = (
    <Button leftSection={<IconKey size={18} stroke={1.6} />} onClick={dialog.open}>
      {t('tokens.add')}
    </Button>
  )
  return (
    <Sheet
      title={t('tokens.title')}
      lead={t('tokens.lead')}
      actions={tokens.data.length > 0 && add}
      size={960}
    >
      {tokens.data.length === 0 ? (
        <EmptyState title={t('tokens.emptyTitle')} actions={add}>
          {t('tokens.emptyLead')}
        </EmptyState>
      ) : (
        <Surface>
          <Table className={tables.stacks}>
            <Table.Tbody>
              {tokens.data.map((token) => (
                <Table.Tr key={token.id}>
                  <Table.Td>
                    <Text fw={550}>{token.name}</Text>
                    <Text fz="xs" c="dimmed">
                      {t('tokens.made', { when: momentText(token.created_at, i18n.language) })}
                      {token.expires_at &&
                        ` · ${t('tokens.until', { when: momentText(token.expires_at, i18n.language) })}`}
                    </Text>
                  </Table.Td>
                  <Table.Td>
                    <Group gap={6}>
                      {token.scopes.map((scope) => (
                        <Badge key={scope} variant="light" tt="none" fw={500}>
                          {t(`scope.${scope}` as 'scope.read', { defaultValue: scope })}
                        </Badge>
                      ))}
                    </Group>
                  </Table.Td>
                  <Table.Td ta="right">
                    <Button
                      size="xs"
                      variant="light"
                      color="red"
                      aria-label={t('tokens.revokeName', { name: token.name })}
                      loading={revoking.isPending && revoking.variables === token.id}
                      onClick={() => revoking.mutate(token.id)}
                    >
                      {t('tokens.revoke')}
                    </Button>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Surface>
      )}
      <NewTokenDialog opened={adding} onClose={dialog.close} />
    </Sheet>
  )
}
