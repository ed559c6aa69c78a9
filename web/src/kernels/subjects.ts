/** What a change of the journal speaks of, by name. */
import type { Change } from '../api/model'
import type { AccountIndex } from './accountIndex'

/** The name of the record that a change is about, as far as it is known today. */
export function subjectName(change: Change, index: AccountIndex): string {
  if (typeof change.name === 'string') return change.name
  if (typeof change.title === 'string') return change.title
  if (typeof change.label === 'string') return change.label
  const named = change.set as { name?: unknown; title?: unknown } | undefined
  if (typeof named?.name === 'string') return named.name
  if (typeof named?.title === 'string') return named.title
  if (typeof change.person === 'string') return index.person.get(change.person)?.name ?? ''
  const id = typeof change.id === 'string' ? change.id : ''
  return nameOf(id, index)
}

/** The name of a record that a batch touched, if it is one that has a name of its own. */
export function recordName(record: { id: string }, index: AccountIndex): string {
  return nameOf(record.id, index)
}

function nameOf(id: string, index: AccountIndex): string {
  return index.person.get(id)?.name ?? index.unit.get(id)?.name ?? index.post.get(id)?.title ?? ''
}
