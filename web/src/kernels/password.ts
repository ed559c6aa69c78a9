/** What a new password must be before it is sent. */
import type { TFunction } from 'i18next'

const shortest = 10

/** The sentence that refuses this password, or null. */
export function passwordProblem(password: string, t: TFunction): string | null {
  return [...password].length < shortest ? t('setUp.passwordShort', { count: shortest }) : null
}
