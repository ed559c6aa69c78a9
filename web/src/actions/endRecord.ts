/** Ends what has days, takes back what was claimed, or takes out what was entered by mistake. */
import type { Change } from '../api/model'

/** What can only be taken out: it never held from a day until a day. */
type Removable = 'seat' | 'touch' | 'cause' | 'action'

export type Endable = 'person' | 'post' | 'unit' | 'tenure' | 'line' | 'claim' | Removable

/** What can be taken out as if it had never been entered. */
export const removable: ReadonlySet<Endable> = new Set<Endable>(['tenure', 'line'])

export interface Ending {
  noun: Endable
  id: string
  on: string
  how: 'end' | 'mistake'
}

export function endRecord({ noun, id, on, how }: Ending): Change[] {
  if (isOnlyRemoved(noun)) return [{ verb: `remove_${noun}`, id }]
  if (how === 'mistake' && (noun === 'tenure' || noun === 'line'))
    return [{ verb: `remove_${noun}`, id }]
  if (noun === 'claim') return [{ verb: 'retract_claim', id, on }]
  return [{ verb: `end_${noun}`, id, on }]
}

/** Has this noun no days of its own, so that one can only take it out? */
export function isOnlyRemoved(noun: Endable): noun is Removable {
  return noun === 'seat' || noun === 'touch' || noun === 'cause' || noun === 'action'
}
