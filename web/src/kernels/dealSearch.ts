/** Which part of a deal is shown, as it stands in the address. */

export const dealParts = ['stages', 'touches', 'causes', 'claims'] as const
export type DealPart = (typeof dealParts)[number]

export interface DealSearch {
  part?: DealPart
}

/** Reads the address leniently: what makes no sense is left out. */
export function readDealSearch(search: Record<string, unknown>): DealSearch {
  const part = dealParts.find((known) => known === search.part)
  return part ? { part } : {}
}
