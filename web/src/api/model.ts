/** The server's nouns under the names the page uses. */
import type { components } from './schema'

type Schemas = components['schemas']

export type Account = Schemas['Account']
export type Unit = Schemas['Unit']
export type Post = Schemas['Post']
export type Person = Schemas['Person']
export type Tenure = Schemas['Tenure']
export type Line = Schemas['Line']
export type Claim = Schemas['Claim']
export type Source = Schemas['Source']
export type ScaleValue = Schemas['ScaleValue']
export type Place = Schemas['Place']
export type Span = Schemas['Span']
export type Change = { verb: string; [field: string]: unknown }
export type JournalEntry = Schemas['JournalEntry']
export type ImportState = Schemas['Import']
export type ImportCorrection = Schemas['ImportPatch']
export type Mapping = Schemas['Mapping']
export type SheetMapping = Schemas['SheetMapping']
export type ImportReport = Schemas['Report']
export type Finding = Schemas['Finding']
export type Me = Schemas['Me']
export type User = Schemas['User']
export type Token = Schemas['Token']

/** The structure and claims of one account, as far as this viewer may see them. */
export interface AccountState {
  units: Unit[]
  posts: Post[]
  people: Person[]
  tenures: Tenure[]
  lines: Line[]
  claims: Claim[]
  sources: Source[]
}

export type Scale = Schemas['Scale']
export type TieKind = Schemas['TieKind']
export type Presets = Schemas['Presets']
