/** Adds a seat to a stage, or edits who sits there with how many votes. */
import type { Change, Seat, Sitter } from '../api/model'
import { keepRecord } from './keepRecord'

export interface SeatFields {
  stage: string
  sits: 'person' | 'post' | 'vacant'
  person: string | null
  post: string | null
  votes: number
  veto: boolean
  tier: Seat['tier']
  readers: string[]
}

export function keepSeat(seat: Seat | undefined, values: SeatFields): Change[] {
  return keepRecord('seat', seat, {
    stage: values.stage,
    sitter: sitterOf(values),
    votes: values.votes,
    veto: values.veto,
    tier: values.tier,
    readers: values.tier === 'T3' ? values.readers : [],
  })
}

function sitterOf({ sits, person, post }: SeatFields): Sitter | null {
  if (sits === 'person' && person) return { person }
  if (sits === 'post' && post) return { post }
  return null
}
