/** A bar that moves while a file is read or written: how long is left cannot be known before the whole of it was seen. */
import { Progress } from '@mantine/core'

export function Busy({ label }: { label: string }) {
  return (
    <Progress.Root size="md" w="100%" maw={360} role="status" aria-label={label}>
      <Progress.Section value={100} animated striped aria-label={label} />
    </Progress.Root>
  )
}
