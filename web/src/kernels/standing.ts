/** Who stands where on a day. */
import type { Line, Place, Post, Tenure } from '../api/model'
import { type AccountIndex, placeReference } from './accountIndex'
import { covers } from './days'
import { bySiblingOrder } from './order'

/** The posts that a person holds on this day. */
export function heldPosts(index: AccountIndex, person: string, day: string): Post[] {
  return (index.tenuresOf.get(person) ?? [])
    .filter((tenure) => covers(tenure.span, day))
    .map((tenure) => index.post.get(tenure.post))
    .filter((post) => post !== undefined)
}

/** The tenures by which people hold this post on this day. */
export function holdersOf(index: AccountIndex, post: string, day: string): Tenure[] {
  return (index.tenuresOfPost.get(post) ?? []).filter((tenure) => covers(tenure.span, day))
}

/** A place by name: a unit's own, or the holders of a post with its title. */
export function placeName(index: AccountIndex, place: Place, day: string): string {
  if ('unit' in place) return index.unit.get(place.unit)?.name ?? '?'
  const post = index.post.get(place.post)
  if (!post) return '?'
  const names = holdersOf(index, post.id, day).map(
    (tenure) => index.person.get(tenure.person)?.name ?? '?',
  )
  return [names.join('、'), post.title].filter(Boolean).join(' · ') || '?'
}

/** What drawings call the one who stands at this place: a holder if there is one, else the place itself. */
export function standingAt(index: AccountIndex, place: Place, day: string): string {
  const holder = 'post' in place ? holdersOf(index, place.post, day)[0] : undefined
  return holder ? `person:${holder.person}` : placeReference(place)
}

/** The lines on this day that lead up from, or down from, these places. */
export function linesOf(
  index: AccountIndex,
  places: string[],
  direction: 'up' | 'down',
  day: string,
): Line[] {
  const lines = direction === 'up' ? index.linesUp : index.linesDown
  const found = places
    .flatMap((place) => lines.get(place) ?? [])
    .filter((line) => covers(line.span, day))
  const entered = ({ superior, subordinate }: Line) => {
    const other = direction === 'up' ? superior : subordinate
    return (
      ('post' in other ? index.post.get(other.post) : index.unit.get(other.unit)) ?? { position: 0 }
    )
  }
  return found.sort((left, right) => bySiblingOrder(entered(left), entered(right)))
}
