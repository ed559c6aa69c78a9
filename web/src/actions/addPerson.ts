/** Adds a person, with the post that he or she holds. */
import type { Change } from '../api/model'
import { newId } from '../kernels/newId'
import { type PersonFields, personRecord } from './editPerson'
import { type TenureFields, tenureRecord } from './startTenure'

export interface NewPerson extends PersonFields {
  /** The post to hold: one that stands, or a new one in a unit, or none. */
  holding: 'none' | 'standing' | 'new'
  post: string | null
  unit: string | null
  title: string
  tenure: Omit<TenureFields, 'person' | 'post'>
}

export function addPerson(values: NewPerson): Change[] {
  const person = newId()
  const changes: Change[] = [{ verb: 'add_person', id: person, ...personRecord(values) }]
  let post = values.holding === 'standing' ? values.post : null
  if (values.holding === 'new' && values.unit) {
    post = newId()
    changes.push({ verb: 'add_post', id: post, unit: values.unit, title: values.title.trim() })
  }
  if (post)
    changes.push({ verb: 'start_tenure', ...tenureRecord({ ...values.tenure, person, post }) })
  return changes
}
