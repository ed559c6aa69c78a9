/** The order in which an organisation stands: units from the top down, posts and people within them. */
import type { AccountState, Person, Post, Unit } from '../api/model'
import type { AccountIndex } from './accountIndex'

interface Ranked {
  order?: number | null
  position: number
}

/** Siblings stand by their official order, else as they were entered. */
export function bySiblingOrder(left: Ranked, right: Ranked): number {
  const last = Number.MAX_SAFE_INTEGER
  return (left.order ?? last) - (right.order ?? last) || left.position - right.position
}

/** Every unit once, each followed by those within it. */
export function unitsInOrder(state: AccountState, index: AccountIndex): Unit[] {
  const isTop = (unit: Unit) => !unit.parent || !index.unit.has(unit.parent)
  const pending = state.units.filter(isTop).sort(bySiblingOrder).reverse()
  const ordered = new Set<Unit>()
  for (let unit = pending.pop(); unit; unit = pending.pop()) {
    if (ordered.has(unit)) continue
    ordered.add(unit)
    pending.push(...[...(index.children.get(unit.id) ?? [])].sort(bySiblingOrder).reverse())
  }
  return [...ordered]
}

/** Every post once, unit by unit. */
export function postsInOrder(state: AccountState, index: AccountIndex): Post[] {
  return unitsInOrder(state, index).flatMap((unit) =>
    [...(index.postsOf.get(unit.id) ?? [])].sort(bySiblingOrder),
  )
}

/** Every person once, post by post; who holds none comes last. */
export function peopleInOrder(state: AccountState, index: AccountIndex): Person[] {
  const ordered = new Set<Person>()
  for (const post of postsInOrder(state, index))
    for (const tenure of index.tenuresOfPost.get(post.id) ?? []) {
      const person = index.person.get(tenure.person)
      if (person) ordered.add(person)
    }
  for (const person of state.people) ordered.add(person)
  return [...ordered]
}
