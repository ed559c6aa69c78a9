/** Look-ups over the state of an account. */
import type {
  AccountState,
  Action,
  Cause,
  Claim,
  Deal,
  Line,
  Person,
  Place,
  Post,
  Seat,
  Source,
  Stage,
  Tenure,
  Touch,
  Unit,
} from '../api/model'
import { dealOf } from './claims'

export interface AccountIndex {
  unit: Map<string, Unit>
  post: Map<string, Post>
  person: Map<string, Person>
  source: Map<string, Source>
  /** Units by parent; roots stand under the empty text. */
  children: Map<string, Unit[]>
  postsOf: Map<string, Post[]>
  tenuresOfPost: Map<string, Tenure[]>
  tenuresOf: Map<string, Tenure[]>
  /** Lines by the reference of their subordinate, such as `post:ID`. */
  linesUp: Map<string, Line[]>
  /** Lines by the reference of their superior. */
  linesDown: Map<string, Line[]>
  claim: Map<string, Claim>
  claimsOn: Map<string, Claim[]>
  /** Claims that count in one deal only, or are about it. */
  claimsIn: Map<string, Claim[]>
  deal: Map<string, Deal>
  stage: Map<string, Stage>
  /** The stages of a deal, in their order. */
  stagesOf: Map<string, Stage[]>
  seatsOf: Map<string, Seat[]>
  touchesOn: Map<string, Touch[]>
  touchesIn: Map<string, Touch[]>
  causesOf: Map<string, Cause[]>
  actionsOf: Map<string, Action[]>
}

export function indexAccount(state: AccountState): AccountIndex {
  return {
    unit: byId(state.units),
    post: byId(state.posts),
    person: byId(state.people),
    source: byId(state.sources),
    children: group(state.units, (unit) => [unit.parent ?? '']),
    postsOf: group(state.posts, (post) => [post.unit]),
    tenuresOfPost: group(state.tenures, (tenure) => [tenure.post]),
    tenuresOf: group(state.tenures, (tenure) => [tenure.person]),
    linesUp: group(state.lines, (line) => [placeReference(line.subordinate)]),
    linesDown: group(state.lines, (line) => [placeReference(line.superior)]),
    claim: byId(state.claims),
    claimsOn: group(state.claims, claimPersons),
    claimsIn: group(state.claims, (claim) => [dealOf(claim) ?? ''].filter(Boolean)),
    deal: byId(state.deals),
    stage: byId(state.stages),
    stagesOf: group(
      [...state.stages].sort((left, right) => left.order - right.order),
      (stage) => [stage.deal],
    ),
    seatsOf: group(state.seats, (seat) => [seat.stage]),
    touchesOn: group(state.touches, (touch) => touch.persons),
    touchesIn: group(state.touches, (touch) => (touch.deal ? [touch.deal] : [])),
    causesOf: group(state.causes, (cause) => [cause.deal]),
    actionsOf: group(state.actions, (action) => [action.deal]),
  }
}

/** A place as drawings and addresses write it: `post:ID` or `unit:ID`. */
export function placeReference(place: Place): string {
  return 'post' in place ? `post:${place.post}` : `unit:${place.unit}`
}

/** The place that such a reference names. */
export function placeOf(reference: string): Place {
  const [kind, id = ''] = reference.split(':')
  return kind === 'unit' ? { unit: id } : { post: id }
}

/** The people that a claim speaks of. */
export function claimPersons({ statement }: Claim): string[] {
  const { person, from, to, about } = statement as {
    person?: string
    from?: string
    to?: string
    about?: { person?: string }
  }
  return [...new Set([person, from, to, about?.person].filter((id) => id !== undefined))]
}

/** The names of a unit and those it lies in, outermost first. */
export function unitPath(index: AccountIndex, id: string | null | undefined): string[] {
  const names: string[] = []
  const seen = new Set<string>()
  let unit = id ? index.unit.get(id) : undefined
  while (unit && !seen.has(unit.id)) {
    seen.add(unit.id)
    names.unshift(unit.name)
    unit = unit.parent ? index.unit.get(unit.parent) : undefined
  }
  return names
}

function byId<Item extends { id: string }>(items: Item[]): Map<string, Item> {
  return new Map(items.map((item) => [item.id, item]))
}

function group<Item>(items: Item[], keys: (item: Item) => string[]): Map<string, Item[]> {
  const groups = new Map<string, Item[]>()
  for (const item of items)
    for (const key of keys(item)) {
      const members = groups.get(key)
      if (members) members.push(item)
      else groups.set(key, [item])
    }
  return groups
}
