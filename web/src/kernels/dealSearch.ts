/** Which part of a deal is shown, as it stands in the address. */

export const dealParts = ['stages', 'sure', 'people', 'touches', 'causes', 'claims'] as const
export type DealPart = (typeof dealParts)[number]

export interface DealSearch {
  part?: DealPart
  /** Whose numbers are opened. */
  person?: string
}

const id = /^[0-9a-fA-F-]{8,40}$/

/** Reads the address leniently: what makes no sense is left out. */
export function readDealSearch(search: Record<string, unknown>): DealSearch {
  const part = dealParts.find((known) => known === search.part)
  const read: DealSearch = part ? { part } : {}
  if (typeof search.person === 'string' && id.test(search.person)) read.person = search.person
  return read
}
