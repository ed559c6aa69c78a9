/** What a column of a list may mean, by what the rows of the list are. */
import type { SheetMapping } from '../api/model'

export type ImportTable = NonNullable<SheetMapping['table']>
export type ImportField = NonNullable<SheetMapping['columns'][number]['field']>

/** What the rows of a list may be, the most usual first. */
export const importTables = [
  'contacts',
  'ties',
  'claims',
  'rapports',
  'deals',
  'touches',
] as const satisfies readonly ImportTable[]

/** What each claim may say of itself. */
const ofClaims = [
  'deal',
  'source',
  'source_kind',
  'grade',
  'observed_on',
  'expires_on',
  'review_on',
  'retracted_on',
  'purpose',
  'basis',
  'tier',
  'readers',
] as const satisfies readonly ImportField[]

/** The fields that a list may have, the most usual first. */
export const fieldsOfTable: Record<ImportTable, readonly ImportField[]> = {
  contacts: [
    'name',
    'title',
    'unit',
    'superior',
    'rank',
    'phone',
    'mobile',
    'email',
    'note',
    'order',
    'external_id',
    'post_key',
    'given_name',
    'family_name',
    'alias',
    'superior_id',
    'superior_name',
    'superior_email',
    'dotted_superior',
    'overseer',
    'matter',
    'number',
    'starts_on',
    'ends_on',
    'tenure_kind',
    'stance',
    'influence',
    'role',
    'status',
    'orientation',
    'adaptability',
    'worry',
    'goal',
  ],
  ties: ['from', 'from_unit', 'to', 'to_unit', 'tie', 'strength', 'holds', ...ofClaims],
  claims: [
    'person',
    'unit',
    'stance',
    'influence',
    'role',
    'status',
    'orientation',
    'adaptability',
    'worry',
    'goal',
    'note',
    'cause',
    'rib',
    'holds',
    ...ofClaims,
  ],
  rapports: ['member', 'person', 'unit', 'rapport', 'wanted', ...ofClaims],
  deals: [
    'deal',
    'template',
    'procurement_mode',
    'state',
    'award_on',
    'quiet_from',
    'quiet_until',
    'quiet_reason',
    'stage',
    'order',
    'rule',
    'quota',
    'planned_on',
    'done_on',
    'seat',
    'seat_post',
    'unit',
    'votes',
    'veto',
    'tier',
    'readers',
  ],
  touches: [
    'touched_on',
    'member',
    'person',
    'unit',
    'deal',
    'channel',
    'outcome',
    'tier',
    'readers',
  ],
}

/** What the rows of a sheet are. */
export function tableOf(sheet: SheetMapping): ImportTable {
  return sheet.table ?? 'contacts'
}
