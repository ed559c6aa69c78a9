/** Adds a post to a unit. */
import type { Change } from '../api/model'
import { type PostFields, postRecord } from './editPost'

export function addPost(values: PostFields): Change[] {
  return [{ verb: 'add_post', ...postRecord(values) }]
}
