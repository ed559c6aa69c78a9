/** Waits for a figure and shows it, or why there is none. */
import { Alert } from '@mantine/core'
import { IconInfoCircle } from '@tabler/icons-react'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemError } from '../../api/problem'
import { ErrorView } from '../../parts/ErrorView'
import { problemText } from '../../parts/problemText'
import { Waiting } from '../../parts/Waiting'

interface Props<Told> {
  query: UseQueryResult<Told>
  /** The room that it takes while it is awaited. */
  height?: number
  children: (told: Told) => ReactNode
}

export function Figure<Told>({ query, height, children }: Props<Told>) {
  const { t } = useTranslation()
  if (query.isPending) return <Waiting height={height} />
  if (query.isError) {
    const { error } = query
    // What cannot be computed is told as a sentence; trying again would not help.
    if (error instanceof ProblemError && [409, 422].includes(error.status))
      return (
        <Alert variant="light" icon={<IconInfoCircle size={18} />} role="status">
          {problemText(error, t)}
        </Alert>
      )
    return <ErrorView error={error} reset={() => void query.refetch()} />
  }
  return children(query.data)
}
