/** What an edit has to say: the fields that differ. */

/** The fields of `after` whose value differs from that in `before`. */
export function changedFields<Fields extends object>(
  before: { [Name in keyof Fields]?: unknown },
  after: Fields,
): Partial<Fields> {
  const changed: Partial<Fields> = {}
  for (const name of Object.keys(after) as (keyof Fields)[])
    if (!isSame(before[name], after[name])) changed[name] = after[name]
  return changed
}

function isSame(left: unknown, right: unknown): boolean {
  // An absent value and null both say "nothing".
  if (left == null || right == null) return left == null && right == null
  if (typeof left !== 'object' || typeof right !== 'object') return left === right
  if (Array.isArray(left) !== Array.isArray(right)) return false
  const names = new Set([...Object.keys(left), ...Object.keys(right)])
  return [...names].every((name) =>
    isSame((left as Record<string, unknown>)[name], (right as Record<string, unknown>)[name]),
  )
}

/** A typed text as a record keeps it: trimmed, and null when blank. */
export function textOrNull(text: string): string | null {
  return text.trim() || null
}
