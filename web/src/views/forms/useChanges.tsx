/** Writes a batch of changes to the account around, and offers to undo it. */
import { Button, Group } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { undoChanges, writeChanges } from '../../api/accounts'
import type { Change } from '../../api/model'
import { useAccount } from '../../parts/account'
import { problemText } from '../../parts/problemText'
import { useWrite } from '../../parts/useWrite'

interface Options {
  onDone: (changes: Change[]) => void
  onRefused?: (error: unknown) => boolean
}

export function useChanges({ onDone, onRefused }: Options) {
  const { id } = useAccount()
  const offerUndo = useOfferUndo()
  return useWrite({
    write: (changes: Change[]) => writeChanges(id, changes),
    renew: [['accounts', id]],
    onRefused,
    onDone: ({ batch }, changes) => {
      offerUndo(batch)
      onDone(changes)
    },
  })
}

/** The notice that offers to undo the last batch. */
let offered: string | undefined

/** Tells that a batch was saved, with a button that takes it back. */
export function useOfferUndo() {
  const { id } = useAccount()
  const { t } = useTranslation()
  const queries = useQueryClient()
  return (batch: string) => {
    // Only the last batch is offered: an earlier one may no longer be undone before it.
    if (offered) notifications.hide(offered)
    const notice = notifications.show({
      message: (
        <Group justify="space-between">
          {t('form.saved')}
          <Button
            size="compact-sm"
            variant="light"
            onClick={() => {
              notifications.hide(notice)
              undoChanges(id, batch)
                .then(() => queries.invalidateQueries({ queryKey: ['accounts', id] }))
                .then(() => notifications.show({ message: t('history.undone') }))
                .catch((error) =>
                  notifications.show({ color: 'red', message: problemText(error, t) }),
                )
            }}
          >
            {t('history.undo')}
          </Button>
        </Group>
      ),
      autoClose: 10_000,
    })
    offered = notice
  }
}
