/** Shows a refusal inside the form that caused it: at its fields, and the rest above them. */
import type { UseFormReturnType } from '@mantine/form'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemError } from '../api/problem'
import { placeProblems } from '../kernels/pointer'
import { problemText } from './problemText'

export interface Refusal {
  message: string | null
  show: (error: unknown) => boolean
  clear: () => void
}

export function useRefusal<Values extends Record<string, unknown>>(
  form: UseFormReturnType<Values>,
): Refusal {
  const { t } = useTranslation()
  const [message, setMessage] = useState<string | null>(null)

  function show(error: unknown): boolean {
    const fields = error instanceof ProblemError ? (error.problem.fields ?? []) : []
    const placed = placeProblems(fields, Object.keys(form.getValues()))
    form.setErrors(placed.errors)
    const placedAll = fields.length > 0 && placed.rest.length === 0
    setMessage(placedAll ? null : placed.rest.join(' ') || problemText(error, t))
    return true
  }

  return { message, show, clear: () => setMessage(null) }
}
