/** What a change of the journal speaks of, by name. */
import type { AccountIndex } from './accountIndex'

/** What a change may hold that gives it a name. */
interface Told {
  id?: string
  name?: string
  title?: string
  label?: string
  person?: string
  set?: { name?: string | null; title?: string | null }
}

/** The name of the record that a change is about, as far as it is known today. */
export function subjectName(verb: object, index: AccountIndex): string {
  const change = verb as Told
  const said = change.name ?? change.title ?? change.label ?? change.set?.name ?? change.set?.title
  if (said) return said
  if (change.person) return index.person.get(change.person)?.name ?? ''
  return change.id ? nameOf(change.id, index) : ''
}

/** The name of a record that a batch touched, if it is one that has a name of its own. */
export function recordName(record: { id: string }, index: AccountIndex): string {
  return nameOf(record.id, index)
}

function nameOf(id: string, index: AccountIndex): string {
  return index.person.get(id)?.name ?? index.unit.get(id)?.name ?? index.post.get(id)?.title ?? ''
}
