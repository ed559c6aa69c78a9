/** Ends what has days, takes back what was claimed, or takes out what was entered by mistake. */
import type { Change } from '../api/model'

export type Endable = 'person' | 'post' | 'unit' | 'tenure' | 'line' | 'claim'

/** What can be taken out as if it had never been entered. */
export const removable: ReadonlySet<Endable> = new Set<Endable>(['tenure', 'line'])

export interface Ending {
  noun: Endable
  id: string
  on: string
  how: 'end' | 'mistake'
}

export function endRecord({ noun, id, on, how }: Ending): Change[] {
  if (how === 'mistake' && (noun === 'tenure' || noun === 'line'))
    return [{ verb: `remove_${noun}`, id }]
  if (noun === 'claim') return [{ verb: 'retract_claim', id, on }]
  return [{ verb: `end_${noun}`, id, on }]
}
