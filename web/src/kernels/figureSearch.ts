/** What the view of key people shows, as it stands in the address. */

export const figureParts = ['people', 'sets', 'coverage', 'gaps', 'paths'] as const
export type FigurePart = (typeof figureParts)[number]

export interface FigureSearch {
  part?: FigurePart
  deal?: string
  /** Whose numbers are opened. */
  person?: string
  /** To whom a path is asked for. */
  to?: string
  /** From whom of ours. */
  from?: string
}

const id = /^[0-9a-fA-F-]{8,40}$/

/** Reads the address leniently: what makes no sense is left out. */
export function readFigureSearch(search: Record<string, unknown>): FigureSearch {
  const read: FigureSearch = {}
  const part = figureParts.find((known) => known === search.part)
  if (part) read.part = part
  for (const name of ['deal', 'person', 'to', 'from'] as const) {
    const value = search[name]
    if (typeof value === 'string' && id.test(value)) read[name] = value
  }
  return read
}
