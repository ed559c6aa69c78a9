/** The sentence that tells a refusal. */
import type { TFunction } from 'i18next'
import { ProblemError } from '../api/problem'

/** The server's own sentence where it gave one, else ours for the status. */
export function problemText(error: unknown, t: TFunction): string {
  if (!(error instanceof ProblemError)) return t('problem.unknown')
  if (error.status === 0) return t('problem.unreachable')
  if (error.problem.detail) return error.problem.detail
  if (error.status === 401) return t('problem.signedOut')
  if (error.status === 403) return t('problem.forbidden')
  if (error.status === 404) return t('problem.notFound')
  if (error.status === 412) return t('problem.changedMeanwhile')
  if (error.status >= 500) return t('problem.server')
  return error.problem.title ?? t('problem.unknown')
}
