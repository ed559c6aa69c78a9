/** How figures are shown: whole per cents, ranks with their band, and never an unknown as something known. */

/** A share of 1 as whole per cents: `42%`. */
export function perCent(share: number): string {
  return `${Math.round(share * 100)}%`
}

/** A change of a share in whole points with its sign: `+7`, `−3`, `0`. */
export function points(change: number): string {
  const whole = Math.round(change * 100)
  if (whole === 0) return '0'
  return whole > 0 ? `+${whole}` : `−${-whole}`
}

/** A band of ranks: `2–6`, or `2` where it has no width. */
export function bandText({ best, worst }: { best: number; worst: number }): string {
  return best === worst ? String(best) : `${best}–${worst}`
}

export const partNames = ['authority', 'influence', 'brokerage', 'reach', 'lever'] as const
export type PartName = (typeof partNames)[number]

/** The parts that were computed at all: without a deal there is no lever. */
export function partsShown(people: { parts: Partial<Record<PartName, number | null>> }[]) {
  return partNames.filter(
    (name) => name !== 'lever' || people.some(({ parts }) => parts[name] != null),
  )
}

/** A stance in the words of five levels; none where it is unknown. */
export function stanceLevel(
  estimate: number,
): 'against' | 'doubtful' | 'neutral' | 'for' | 'strong' {
  if (estimate <= -0.6) return 'against'
  if (estimate <= -0.2) return 'doubtful'
  if (estimate < 0.2) return 'neutral'
  return estimate < 0.6 ? 'for' : 'strong'
}

/** The nearest of the five levels of rapport, in a word. */
export function rapportWord(
  rapport: number,
): 'stranger' | 'met' | 'respected' | 'trusted' | 'partner' {
  const words = ['stranger', 'met', 'respected', 'trusted', 'partner'] as const
  return words[Math.round(Math.min(Math.max(rapport, 0), 1) * 4)] ?? 'stranger'
}
