/** Sets fields of a person. */
import type { Change, Person } from '../api/model'
import { changedFields, textOrNull } from '../kernels/changedFields'

export interface PersonFields {
  name: string
  aliases: string[]
  email: string
  phone: string
  mobile: string
}

export function editPerson(person: Person, values: PersonFields): Change[] {
  const set = changedFields(person, personRecord(values))
  return Object.keys(set).length === 0 ? [] : [{ verb: 'edit_person', id: person.id, set }]
}

/** The fields as a record keeps them. */
export function personRecord({ name, aliases, email, phone, mobile }: PersonFields) {
  return {
    name: name.trim(),
    aliases,
    email: textOrNull(email),
    phone: textOrNull(phone),
    mobile: textOrNull(mobile),
  }
}
