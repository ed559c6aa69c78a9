/** A person, post or unit by name; leads to it on the chart. */
import { Anchor } from '@mantine/core'

interface Props {
  reference: string
  name: string
  onReveal: (reference: string) => void
}

export function PlaceLink({ reference, name, onReveal }: Props) {
  return (
    <Anchor component="button" type="button" fz="sm" ta="left" onClick={() => onReveal(reference)}>
      {name}
    </Anchor>
  )
}
