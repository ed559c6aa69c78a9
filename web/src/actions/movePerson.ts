/** Moves a person to another post on a day: the tenures left behind end, the new one begins. */
import type { Change, Tenure } from '../api/model'
import { newId } from '../kernels/newId'
import { tenureRecord } from './startTenure'

export interface Move {
  person: string
  on: string
  /** The tenures that end on that day. */
  leaving: string[]
  target: 'standing' | 'new'
  post: string | null
  unit: string | null
  title: string
  kind: Tenure['kind']
}

export function movePerson(move: Move): Change[] {
  const changes: Change[] = move.leaving.map((id) => ({ verb: 'end_tenure', id, on: move.on }))
  let post = move.post
  if (move.target === 'new') {
    post = newId()
    changes.push({
      verb: 'add_post',
      id: post,
      unit: move.unit ?? '',
      title: move.title.trim(),
      span: { from: move.on, until: null },
    })
  }
  changes.push({
    verb: 'start_tenure',
    ...tenureRecord({
      person: move.person,
      post: post ?? '',
      kind: move.kind,
      from: move.on,
      until: null,
    }),
  })
  return changes
}
