/** How many records of each kind a batch touched, the most telling kinds first. */
import type { JournalEntry } from '../api/model'
import type { AccountIndex } from './accountIndex'
import { countBy } from './counting'

/** The kinds that are told; ties and rapport are claims with words of their own. */
export const toldKinds = [
  'person',
  'post',
  'unit',
  'tenure',
  'line',
  'tie',
  'rapport',
  'claim',
  'deal',
  'stage',
  'seat',
  'touch',
  'cause',
  'action',
] as const

export type ToldKind = (typeof toldKinds)[number]

/** Are there more than the server names? Of very many records it names the first. */
export function isCutOff({ touched_more }: Pick<JournalEntry, 'touched_more'>): boolean {
  return touched_more > 0
}

/** Each kind of record that a batch touched, with how many. */
export function touchedKinds(
  touched: JournalEntry['touched'],
  { claim: known }: Pick<AccountIndex, 'claim'>,
): { kind: ToldKind; count: number }[] {
  const counts = countBy(touched, ({ kind, id }) => {
    const statement = kind === 'claim' ? known.get(id)?.statement.kind : undefined
    return statement === 'tie' || statement === 'rapport' ? statement : kind
  })
  return toldKinds.flatMap((kind) => {
    const count = counts.get(kind)
    return count ? [{ kind, count }] : []
  })
}
