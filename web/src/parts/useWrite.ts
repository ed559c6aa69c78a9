/** A write to the server that tells the user when it is refused. */
import { notifications } from '@mantine/notifications'
import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { problemText } from './problemText'

interface Write<Input, Answer> {
  write: (input: Input) => Promise<Answer>
  /** What has to be read anew afterwards. */
  renew?: QueryKey[]
  onDone?: (answer: Answer, input: Input) => void
  /** Shows refusals itself and returns true; otherwise a notice tells them. */
  onRefused?: (error: unknown) => boolean
}

export function useWrite<Input = void, Answer = unknown>({
  write,
  renew = [],
  onDone,
  onRefused,
}: Write<Input, Answer>) {
  const queries = useQueryClient()
  const { t } = useTranslation()
  return useMutation({
    mutationFn: write,
    onSuccess: async (answer, input) => {
      // What is old is marked as such before anything looks at it again.
      const renewed = renew.map((queryKey) => queries.invalidateQueries({ queryKey }))
      onDone?.(answer, input)
      await Promise.all(renewed)
    },
    onError: (error) => {
      if (onRefused?.(error)) return
      notifications.show({
        color: 'red',
        title: t('problem.refused'),
        message: problemText(error, t),
      })
    },
  })
}
