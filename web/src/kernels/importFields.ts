/** What a column of a contact list may mean. */
export const importFields = [
  'ignore',
  'external_id',
  'name',
  'title',
  'unit',
  'rank',
  'superior',
  'email',
  'phone',
  'mobile',
  'note',
] as const

export type ImportField = (typeof importFields)[number]
