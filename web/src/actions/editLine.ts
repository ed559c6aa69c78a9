/** Sets fields of a line of authority. */
import type { Change, Line } from '../api/model'
import { placeOf } from '../kernels/accountIndex'
import { changedFields, textOrNull } from '../kernels/changedFields'

export interface LineFields {
  /** Such as `post:ID` or `unit:ID`. */
  superior: string
  subordinate: string
  kind: Line['kind']
  matter: string
  primary: boolean
  from: string | null
  until: string | null
}

export function editLine(line: Line, values: LineFields): Change[] {
  const set = changedFields(line, lineRecord(values))
  return Object.keys(set).length === 0 ? [] : [{ verb: 'edit_line', id: line.id, set }]
}

/** The fields as a record keeps them. */
export function lineRecord({
  superior,
  subordinate,
  kind,
  matter,
  primary,
  from,
  until,
}: LineFields) {
  return {
    superior: placeOf(superior),
    subordinate: placeOf(subordinate),
    kind,
    matter: textOrNull(matter),
    primary,
    span: { from, until },
  }
}
