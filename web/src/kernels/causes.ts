/** Causes as they hang on a fishbone: by rib, twigs under the cause that they explain. */
import type { Cause } from '../api/model'

export interface Twig {
  cause: Cause
  /** How many causes it explains further, one under the other. */
  depth: number
}

export interface Rib {
  name: string
  twigs: Twig[]
}

/** The ribs in the order in which they first came up, each with its causes from the bone outwards. */
export function ribsOf(causes: Cause[]): Rib[] {
  const known = new Set(causes.map(({ id }) => id))
  const ribs = new Map<string, Twig[]>()
  const seen = new Set<string>()
  const hang = (cause: Cause, rib: string, depth: number) => {
    if (seen.has(cause.id)) return
    seen.add(cause.id)
    const twigs = ribs.get(rib) ?? []
    ribs.set(rib, [...twigs, { cause, depth }])
    for (const child of causes) if (child.parent === cause.id) hang(child, rib, depth + 1)
  }
  for (const cause of causes)
    if (!cause.parent || !known.has(cause.parent)) hang(cause, cause.rib, 0)
  return [...ribs].map(([name, twigs]) => ({ name, twigs }))
}
