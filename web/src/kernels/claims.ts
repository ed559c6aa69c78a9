/** Age, standing and order of claims. */
import type { Claim } from '../api/model'
import { daysBetween, plusMonths } from './days'

export type ClaimStanding = 'counts' | 'later' | 'expired' | 'retracted'

/** Does the claim count on this day, and if not, why not? */
export function claimStanding(claim: Claim, day: string): ClaimStanding {
  if (claim.retracted_on && claim.retracted_on <= day) return 'retracted'
  if (day < claim.observed_on) return 'later'
  return claim.expires_on <= day ? 'expired' : 'counts'
}

/** How old the claim is on this day, in months once it is older than two. */
export function claimAge(
  claim: Claim,
  day: string,
): { count: number; context: 'today' | 'days' | 'months' } {
  const days = Math.max(0, daysBetween(claim.observed_on, day))
  if (days === 0) return { count: 0, context: 'today' }
  return days <= 60
    ? { count: days, context: 'days' }
    : { count: Math.round(days / 30.44), context: 'months' }
}

/** The claims by day of observation, the newest first. */
export function newestFirst(claims: Claim[]): Claim[] {
  return [...claims].sort((left, right) => right.observed_on.localeCompare(left.observed_on))
}

/** The deal that a claim counts in, or else is about. */
export function dealOf({ deal, statement }: Claim): string | null {
  const { about } = statement as { about?: { deal?: string } }
  return deal ?? about?.deal ?? null
}

const months: Record<string, number> = { stance: 12, tie: 24, note: 6, role: 36 }

/** When a claim of this kind expires unless somebody says otherwise. */
export function defaultExpiry(kind: string, observedOn: string): string {
  return plusMonths(observedOn, months[kind] ?? 12)
}
