/** The sentence of a refusal that belongs to no single field. */
import { Alert } from '@mantine/core'
import { IconAlertCircle } from '@tabler/icons-react'
import type { Refusal } from './useRefusal'

export function RefusalNote({ refusal }: { refusal: Refusal }) {
  if (!refusal.message) return null
  return (
    <Alert color="red" variant="light" role="alert" icon={<IconAlertCircle size={18} />}>
      {refusal.message}
    </Alert>
  )
}
