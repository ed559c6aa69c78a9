/** A table with a search box; the search stands in the address. */
import { Button, Group, Pagination, Table, Text, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type FormRequest, useAccount } from '../../parts/account'
import { EmptyState } from '../../parts/EmptyState'
import { Sheet } from '../../parts/Sheet'
import { Surface } from '../../parts/Surface'
import tables from '../../parts/tables.module.css'
import { useIsRenewing } from '../../parts/useIsRenewing'
import { Waiting } from '../../parts/Waiting'

interface Props {
  title: string
  count: string
  head: string[]
  rows: { id: string; texts: string[]; cells: ReactNode[] }[]
  add: { label: string; form: FormRequest; icon: ReactNode }
  emptyTitle: string
  emptyLead: string
}

const pageLength = 50

export function FindTable({ title, count, head, rows, add, emptyTitle, emptyLead }: Props) {
  const { t } = useTranslation()
  const { mayEdit, openForm } = useAccount()
  const isRenewing = useIsRenewing()
  const { find = '' } = useSearch({ strict: false })
  const navigate = useNavigate()
  const [page, setPage] = useState(1)
  const found = useMemo(() => {
    const sought = find.trim().toLocaleLowerCase()
    return sought
      ? rows.filter((row) => row.texts.some((text) => text.toLocaleLowerCase().includes(sought)))
      : rows
  }, [rows, find])
  const pages = Math.max(1, Math.ceil(found.length / pageLength))
  const shown = Math.min(page, pages)
  const adding = mayEdit && (
    <Button leftSection={add.icon} onClick={() => openForm(add.form)}>
      {add.label}
    </Button>
  )
  if (rows.length === 0 && isRenewing) return <Waiting />
  if (rows.length === 0)
    return (
      <EmptyState title={emptyTitle} actions={adding}>
        {emptyLead}
      </EmptyState>
    )
  return (
    <Sheet order={2} title={title} lead={count} actions={adding} size={1240}>
      <TextInput
        aria-label={t('form.find')}
        placeholder={t('form.find')}
        leftSection={<IconSearch size={17} stroke={1.6} />}
        maw={360}
        mb="md"
        value={find}
        onChange={(event) => {
          setPage(1)
          const text = event.currentTarget.value
          void navigate({ to: '.', search: text ? { find: text } : {}, replace: true })
        }}
      />
      <Surface>
        <Table highlightOnHover className={tables.stacks}>
          <Table.Thead>
            <Table.Tr>
              {head.map((text) => (
                <Table.Th key={text} c="dimmed" fw={550} fz="sm">
                  {text}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {found.slice((shown - 1) * pageLength, shown * pageLength).map((row) => (
              <Table.Tr key={row.id}>
                {row.cells.map((cell, column) => (
                  <Table.Td
                    key={head[column]}
                    // A bare number says nothing without its head.
                    data-label={typeof cell === 'number' ? head[column] : undefined}
                    data-beside={typeof cell === 'number' || undefined}
                  >
                    {cell}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        {found.length === 0 && (
          <Text c="dimmed" p="lg" ta="center">
            {t('form.nothingFound')}
          </Text>
        )}
      </Surface>
      {pages > 1 && (
        <Group justify="center" mt="lg">
          <Pagination
            total={pages}
            value={shown}
            onChange={setPage}
            getControlProps={(control) => ({ 'aria-label': t(`pages.${control}`) })}
          />
        </Group>
      )}
    </Sheet>
  )
}
