/** Finds people, posts and units of an account by what a user types. */
import type { AccountState } from '../api/model'
import { type AccountIndex, unitPath } from './accountIndex'
import { covers } from './days'

export interface Found {
  /** What drawings and addresses call it, such as `person:ID`. */
  reference: string
  kind: 'person' | 'post' | 'unit'
  name: string
  /** Where it stands. */
  place: string
}

const most = 12

/** The best matches on this day: names that begin with the text first, then those that hold it. */
export function findInAccount(
  state: AccountState,
  index: AccountIndex,
  text: string,
  day: string,
): Found[] {
  const sought = text.trim().toLocaleLowerCase()
  if (!sought) return []
  const ranked: { rank: number; found: Found }[] = []
  const offer = (texts: (string | null | undefined)[], found: () => Found) => {
    const rank = Math.min(...texts.map((candidate) => rankOf(candidate, sought)))
    if (rank < Infinity) ranked.push({ rank, found: found() })
  }
  for (const person of state.people)
    offer([person.name, ...person.aliases, person.email], () => ({
      reference: `person:${person.id}`,
      kind: 'person',
      name: person.name,
      place: postsText(index, person.id, day),
    }))
  for (const unit of state.units)
    offer([unit.name], () => ({
      reference: `unit:${unit.id}`,
      kind: 'unit',
      name: unit.name,
      place: unitPath(index, unit.parent).join(' / '),
    }))
  for (const post of state.posts)
    offer([post.title], () => ({
      reference: `post:${post.id}`,
      kind: 'post',
      name: post.title,
      place: unitPath(index, post.unit).join(' / '),
    }))
  // The sort is stable: equals stay people first, in the account's own order.
  return ranked
    .sort((left, right) => left.rank - right.rank)
    .slice(0, most)
    .map(({ found }) => found)
}

/** The posts that a person holds on this day, as `title · unit`. */
export function postsText(index: AccountIndex, person: string, day: string): string {
  return (index.tenuresOf.get(person) ?? [])
    .filter((tenure) => covers(tenure.span, day))
    .map((tenure) => {
      const post = index.post.get(tenure.post)
      return [post?.title, post && index.unit.get(post.unit)?.name].filter(Boolean).join(' · ')
    })
    .join('; ')
}

function rankOf(candidate: string | null | undefined, sought: string): number {
  const place = candidate ? candidate.toLocaleLowerCase().indexOf(sought) : -1
  if (place < 0) return Infinity
  if (candidate?.length === sought.length) return 0
  return place === 0 ? 1 : 2
}
