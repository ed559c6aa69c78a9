/** Sets fields of a unit; another parent moves it there. */
import type { Change, Unit } from '../api/model'
import { changedFields, textOrNull } from '../kernels/changedFields'

export interface UnitFields {
  parent: string | null
  name: string
  kind: string
  level: string
  outside: Unit['outside']
  order: number | null
  from: string | null
  until: string | null
}

export function editUnit(unit: Unit, values: UnitFields): Change[] {
  const set = changedFields(unit, unitRecord(values))
  return Object.keys(set).length === 0 ? [] : [{ verb: 'edit_unit', id: unit.id, set }]
}

/** The fields as a record keeps them. */
export function unitRecord({ parent, name, kind, level, outside, order, from, until }: UnitFields) {
  return {
    parent,
    name: name.trim(),
    kind: textOrNull(kind),
    level: textOrNull(level),
    outside,
    order,
    span: { from, until },
  }
}
