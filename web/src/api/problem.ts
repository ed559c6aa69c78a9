/** Refusals of the server (RFC 9457) as errors that forms can place at their fields. */

export interface FieldProblem {
  pointer: string
  detail: string
}

export interface Problem {
  type?: string
  title?: string
  detail?: string
  fields?: FieldProblem[]
}

/** One refusal: its status, a sentence, and the fields it speaks of. Status 0: the server was not reached. */
export class ProblemError extends Error {
  readonly status: number
  readonly problem: Problem

  constructor(status: number, problem: Problem) {
    super(problem.detail || problem.title || `HTTP ${status}`)
    this.status = status
    this.problem = problem
  }
}

/** Reads a problem body leniently: whatever is missing is left out. */
export function readProblem(status: number, body: unknown): ProblemError {
  if (typeof body !== 'object' || body === null) return new ProblemError(status, {})
  const raw = body as Record<string, unknown>
  const fields: FieldProblem[] = []
  if (typeof raw.pointer === 'string')
    fields.push({ pointer: raw.pointer, detail: text(raw.detail) ?? text(raw.title) ?? '' })
  if (Array.isArray(raw.errors)) {
    for (const entry of raw.errors as Record<string, unknown>[])
      fields.push({ pointer: text(entry.pointer) ?? '', detail: text(entry.detail) ?? '' })
  }
  return new ProblemError(status, {
    type: text(raw.type),
    title: text(raw.title),
    detail: text(raw.detail),
    fields,
  })
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}
