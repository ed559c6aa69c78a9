/** What the selects of the forms offer. */
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { membersQuery } from '../../api/administration'
import { type AccountIndex, unitPath } from '../../kernels/accountIndex'
import { dealsInOrder } from '../../kernels/deals'
import { postsText } from '../../kernels/finding'
import { peopleInOrder, postsInOrder, unitsInOrder } from '../../kernels/order'
import { holdersOf, placeName } from '../../kernels/standing'
import { useAccount } from '../../parts/account'
import { useDay } from '../../parts/useDay'

interface Choice {
  value: string
  label: string
}

/** Units by their whole path. */
export function useUnitChoices(): Choice[] {
  const { state, index } = useAccount()
  return useMemo(
    () =>
      unitsInOrder(state, index).map((unit) => ({
        value: unit.id,
        label: unitPath(index, unit.id).join(' / '),
      })),
    [state, index],
  )
}

/** Posts by holders, title and unit. */
export function usePostChoices(): Choice[] {
  const { state, index } = useAccount()
  const day = useDay()
  return useMemo(
    () =>
      postsInOrder(state, index).map((post) => ({
        value: post.id,
        label: [
          post.title || '?',
          index.unit.get(post.unit)?.name,
          holdersText(index, post.id, day),
        ]
          .filter(Boolean)
          .join(' · '),
      })),
    [state, index, day],
  )
}

/** People by name and posts. */
export function usePersonChoices(): Choice[] {
  const { state, index } = useAccount()
  const day = useDay()
  return useMemo(
    () =>
      peopleInOrder(state, index).map((person) => ({
        value: person.id,
        label: [person.name, postsText(index, person.id, day)].filter(Boolean).join(' · '),
      })),
    [state, index, day],
  )
}

/** Posts and units together, by reference. */
export function usePlaceChoices(): Choice[] {
  const { state, index } = useAccount()
  const day = useDay()
  return useMemo(
    () => [
      ...postsInOrder(state, index).map((post) => ({
        value: `post:${post.id}`,
        label: `${placeName(index, { post: post.id }, day)} · ${index.unit.get(post.unit)?.name ?? ''}`,
      })),
      ...unitsInOrder(state, index).map((unit) => ({
        value: `unit:${unit.id}`,
        label: unitPath(index, unit.id).join(' / '),
      })),
    ],
    [state, index, day],
  )
}

/** Our own people by name. */
export function useMemberChoices(): Choice[] {
  const { data: members } = useQuery(membersQuery)
  return useMemo(
    () => (members ?? []).map(({ id, name }) => ({ value: id, label: name })),
    [members],
  )
}

/** Deals by name, open ones first. */
export function useDealChoices(): Choice[] {
  const { state } = useAccount()
  return useMemo(
    () => dealsInOrder(state.deals).map(({ id, name }) => ({ value: id, label: name })),
    [state.deals],
  )
}

function holdersText(index: AccountIndex, post: string, day: string): string {
  return holdersOf(index, post, day)
    .map((tenure) => index.person.get(tenure.person)?.name)
    .filter(Boolean)
    .join('、')
}
