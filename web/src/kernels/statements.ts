/** What a claim says, in words. */
import type { TFunction } from 'i18next'
import type { Claim, Presets, ScaleValue } from '../api/model'
import type { AccountIndex } from './accountIndex'

export type StatementKind =
  | 'stance'
  | 'influence'
  | 'role'
  | 'status'
  | 'orientation'
  | 'adaptability'
  | 'tie'
  | 'rapport'
  | 'worry'
  | 'goal'
  | 'note'
  | 'cause'

/** The kinds that a form offers, in the order of use. */
export const statementKinds: StatementKind[] = [
  'stance',
  'influence',
  'role',
  'status',
  'orientation',
  'adaptability',
  'tie',
  'rapport',
  'worry',
  'goal',
  'note',
  'cause',
]

export const valuedKinds: ReadonlySet<string> = new Set([
  'stance',
  'influence',
  'role',
  'status',
  'orientation',
  'adaptability',
  'rapport',
])

export const worded: ReadonlySet<string> = new Set(['worry', 'goal', 'note', 'cause'])

/** Kinds that are about a deal, and about no person. */
export const ofDealOnly: ReadonlySet<string> = new Set(['cause'])

interface Parts {
  kind: string
  value?: ScaleValue
  holds?: boolean
  wanted?: boolean
  tie?: string
  from?: string
  to?: string
  text?: string
}

/** The statement as a sentence that stands below its kind. */
export function statementText(
  statement: Claim['statement'],
  index: AccountIndex,
  presets: Presets,
  language: string,
  t: TFunction,
): string {
  const parts = statement as Parts
  if (parts.text !== undefined) return parts.text
  if (parts.kind === 'tie') {
    const kind = presets.tie_kinds.find((tie) => tie.id === parts.tie)
    const words = {
      from: index.person.get(parts.from ?? '')?.name ?? '?',
      to: index.person.get(parts.to ?? '')?.name ?? '?',
      tie: kind ? inLanguage(kind, language) : (parts.tie ?? '?'),
    }
    return parts.holds === false ? t('statement.noTie', words) : t('statement.hasTie', words)
  }
  const level = parts.value ? levelName(presets, parts.kind, parts.value, language) : ''
  if (parts.holds === false) return t('statement.denied', { level })
  if (parts.wanted) return t('statement.wanted', { level })
  return level
}

/** The name of a level on its scale. */
export function levelName(
  presets: Presets,
  axis: string,
  value: ScaleValue,
  language: string,
): string {
  const scale = presets.scales.find(
    (candidate) => candidate.axis === axis && candidate.id === value.scale,
  )
  const level = scale?.levels.find((candidate) => candidate.id === value.level)
  return level ? inLanguage(level, language) : value.level
}

/** A preset's name in the page's language. */
export function inLanguage(named: { zh: string; en: string }, language: string): string {
  return language.startsWith('zh') ? named.zh : named.en
}

/** A closed list of the presets as the choices of a select. */
export function choicesOf(choices: { id: string; zh: string; en: string }[], language: string) {
  return choices.map((choice) => ({ value: choice.id, label: inLanguage(choice, language) }))
}
