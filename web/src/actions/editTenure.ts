/** Sets fields of a tenure. */
import type { Change, Tenure } from '../api/model'
import { changedFields } from '../kernels/changedFields'
import { type TenureFields, tenureRecord } from './startTenure'

export function editTenure(tenure: Tenure, values: TenureFields): Change[] {
  const set = changedFields(tenure, tenureRecord(values))
  return Object.keys(set).length === 0 ? [] : [{ verb: 'edit_tenure', id: tenure.id, set }]
}
