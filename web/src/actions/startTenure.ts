/** Puts a person into a post. */
import type { Change, Tenure } from '../api/model'

export interface TenureFields {
  person: string
  post: string
  kind: Tenure['kind']
  from: string | null
  until: string | null
}

export function startTenure(values: TenureFields): Change[] {
  return [{ verb: 'start_tenure', ...tenureRecord(values) }]
}

/** The fields as a record keeps them. */
export function tenureRecord({ person, post, kind, from, until }: TenureFields) {
  return { person, post, kind, span: { from, until } }
}
