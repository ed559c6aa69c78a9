/** The day that the views of an account show: the one in the address, else today. */
import { useSearch } from '@tanstack/react-router'
import { dayOf } from '../kernels/days'

export function useDay(): string {
  const { on } = useSearch({ strict: false })
  return on ?? dayOf(new Date())
}
