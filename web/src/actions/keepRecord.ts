/** Adds a record whole, or says of a known one which fields differ. */
import type { Change } from '../api/model'
import { changedFields } from '../kernels/changedFields'

export type Kept = 'deal' | 'stage' | 'seat' | 'touch' | 'cause' | 'action'

/** The batch that makes `known` hold these fields, or adds a record with them under `id`. */
export function keepRecord<Fields extends object>(
  noun: Kept,
  known: ({ id: string } & { [Name in keyof Fields]?: unknown }) | undefined,
  fields: Fields,
  id?: string,
): Change[] {
  if (!known) return [{ verb: `add_${noun}`, ...(id ? { id } : {}), ...fields } as never]
  const set = changedFields<Fields>(known, fields)
  if (Object.keys(set).length === 0) return []
  return [{ verb: `edit_${noun}`, id: known.id, set } as never]
}
