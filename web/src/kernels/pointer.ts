/** Places refusals at the fields they speak of. */
import type { FieldProblem } from '../api/problem'

export interface Placed {
  /** Sentences by field name. */
  errors: Record<string, string>
  /** Sentences that belong to no field of this form. */
  rest: string[]
}

/** Finds each refusal's field: the last segment of its JSON pointer that the form knows. */
export function placeProblems(problems: FieldProblem[], known: readonly string[]): Placed {
  const placed: Placed = { errors: {}, rest: [] }
  for (const { pointer, detail } of problems) {
    const field = segments(pointer)
      .reverse()
      .find((segment) => known.includes(segment))
    if (field && !placed.errors[field]) placed.errors[field] = detail
    else placed.rest.push(detail)
  }
  return placed
}

function segments(pointer: string): string[] {
  return pointer
    .replace(/^#/, '')
    .split('/')
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'))
    .filter(Boolean)
}
