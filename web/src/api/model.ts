/** The server's nouns under the names the page uses. */
import type { components } from './schema'

type Schemas = components['schemas']

export type Account = Schemas['AccountResponse']
export type Unit = Schemas['Unit']
export type Post = Schemas['Post']
export type Person = Schemas['Person']
export type Tenure = Schemas['Tenure']
export type Line = Schemas['Line']
export type Claim = Schemas['Claim']
export type Statement = Schemas['Statement']
export type Source = Schemas['Source']
export type ScaleValue = Schemas['ScaleValue']
export type Place = Schemas['Place']
export type Span = Schemas['Span']

export type Deal = Schemas['Deal']
export type Stage = Schemas['Stage']
export type Seat = Schemas['Seat']
export type Touch = Schemas['Touch']
export type Cause = Schemas['Cause']
export type Action = Schemas['Action']
export type Rule = Schemas['Rule']
export type Sitter = Schemas['Sitter']
export type QuietPeriod = Schemas['QuietPeriod']
export type Tier = Schemas['Tier']

/** One verb with what it needs, as it is sent. */
export type Change = Schemas['ChangeRequest']
export type JournalEntry = Schemas['JournalEntry']

export type ImportState = Schemas['ImportResponse']
export type ImportCorrection = Schemas['ImportOptions']
export type Mapping = Schemas['Mapping']
export type SheetMapping = Schemas['SheetMapping']
export type ImportReport = Schemas['Report']
export type Finding = Schemas['Finding']

export type Me = Schemas['MeResponse']
export type User = Schemas['UserResponse']
export type Role = Schemas['Role']
export type Scope = Schemas['Scope']
export type Token = Schemas['TokenResponse']

export type Axis = Schemas['Axis']
export type Scale = Schemas['Scale']
export type TieKind = Schemas['TieKind']
export type StageTemplate = Schemas['StageTemplate']
export type TemplateStage = Schemas['TemplateStage']
export type Presets = Schemas['PresetsResponse']

/** Everything of one account, as far as this viewer may see it. */
export interface AccountState {
  units: Unit[]
  posts: Post[]
  people: Person[]
  tenures: Tenure[]
  lines: Line[]
  claims: Claim[]
  sources: Source[]
  deals: Deal[]
  stages: Stage[]
  seats: Seat[]
  touches: Touch[]
  causes: Cause[]
  actions: Action[]
}
