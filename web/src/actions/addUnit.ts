/** Adds a unit. */
import type { Change } from '../api/model'
import { type UnitFields, unitRecord } from './editUnit'

export function addUnit(values: UnitFields): Change[] {
  return [{ verb: 'add_unit', ...unitRecord(values) }]
}
