/** Who changed what and when, batch by batch, each with its undo. */
import { Button, Group, Stack } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { undoChanges } from '../api/accounts'
import { journalQuery } from '../api/journal'
import { useAccount } from '../parts/account'
import { EmptyState } from '../parts/EmptyState'
import { ErrorView } from '../parts/ErrorView'
import { Sheet } from '../parts/Sheet'
import { useWrite } from '../parts/useWrite'
import { Waiting } from '../parts/Waiting'
import { BatchCard } from './history/BatchCard'

export function HistoryView() {
  const { t } = useTranslation()
  const { id } = useAccount()
  const journal = useInfiniteQuery(journalQuery(id))
  const undoing = useWrite({
    write: (batch: string) => undoChanges(id, batch),
    renew: [['accounts', id]],
    onDone: () => notifications.show({ message: t('history.undone') }),
  })
  if (journal.isPending) return <Waiting />
  if (journal.isError)
    return <ErrorView error={journal.error} reset={() => void journal.refetch()} />
  const batches = journal.data.pages.flatMap((page) => page.items)
  if (batches.length === 0)
    return <EmptyState title={t('history.emptyTitle')}>{t('history.emptyLead')}</EmptyState>
  return (
    <Sheet order={2} title={t('history.title')} lead={t('history.lead')} size={860}>
      <Stack gap="md">
        {batches.map((batch) => (
          <BatchCard
            key={batch.batch}
            batch={batch}
            busy={undoing.isPending && undoing.variables === batch.batch}
            onUndo={() => undoing.mutate(batch.batch)}
          />
        ))}
      </Stack>
      {journal.hasNextPage && (
        <Group justify="center" mt="lg">
          <Button
            variant="light"
            loading={journal.isFetchingNextPage}
            onClick={() => void journal.fetchNextPage()}
          >
            {t('history.older')}
          </Button>
        </Group>
      )}
    </Sheet>
  )
}
