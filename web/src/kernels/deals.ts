/** How a deal stands: its stages, its quiet days, and who sits where. */
import type { Deal, QuietPeriod, Seat, Stage } from '../api/model'
import type { AccountIndex } from './accountIndex'
import { covers } from './days'
import { placeName } from './standing'

export interface Progress {
  stages: Stage[]
  done: number
  /** The first stage that is not over yet. */
  current: Stage | undefined
}

export function progressOf(index: AccountIndex, deal: string): Progress {
  const stages = index.stagesOf.get(deal) ?? []
  return {
    stages,
    done: stages.filter((stage) => stage.done_on).length,
    current: stages.find((stage) => !stage.done_on),
  }
}

/** The quiet period that covers this day, if there is one. */
export function quietOn(periods: QuietPeriod[], day: string): QuietPeriod | undefined {
  return periods.find((quiet) => covers(quiet.span, day))
}

/** Does every quiet period say when it begins, and why? */
export function isQuietComplete(periods: QuietPeriod[]): boolean {
  return periods.every((quiet) => quiet.span.from && quiet.reason.trim())
}

/** Open deals by planned award, the nearest first; then those that are over; by name among equals. */
export function dealsInOrder(deals: Deal[]): Deal[] {
  const rank = (deal: Deal) => (deal.state === 'open' ? 0 : 1)
  const award = (deal: Deal) => deal.award_on ?? '9999-12-31'
  return [...deals].sort(
    (left, right) =>
      rank(left) - rank(right) ||
      award(left).localeCompare(award(right)) ||
      left.name.localeCompare(right.name),
  )
}

/** Who sits there by name, or null while the seat is vacant. */
export function sitterName(index: AccountIndex, seat: Seat, day: string): string | null {
  const { sitter } = seat
  if (!sitter) return null
  return 'person' in sitter
    ? (index.person.get(sitter.person)?.name ?? '?')
    : placeName(index, sitter, day)
}

/** The sum of the votes of these seats. */
export function votesOf(seats: Seat[]): number {
  return seats.reduce((sum, seat) => sum + seat.votes, 0)
}
