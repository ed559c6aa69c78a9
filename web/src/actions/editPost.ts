/** Sets fields of a post; another unit moves it there. */
import type { Change, Post, ScaleValue } from '../api/model'
import { changedFields } from '../kernels/changedFields'

export interface PostFields {
  unit: string
  title: string
  rank: ScaleValue | null
  order: number | null
  from: string | null
  until: string | null
}

export function editPost(post: Post, values: PostFields): Change[] {
  const set = changedFields(post, postRecord(values))
  return Object.keys(set).length === 0 ? [] : [{ verb: 'edit_post', id: post.id, set }]
}

/** The fields as a record keeps them. */
export function postRecord({ unit, title, rank, order, from, until }: PostFields) {
  return { unit, title: title.trim(), rank, order, span: { from, until } }
}
