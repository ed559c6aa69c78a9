/** The fields of the forms of a deal, empty or filled from a record. */
import type { ActionFields } from '../actions/keepAction'
import type { CauseFields } from '../actions/keepCause'
import type { DealFields } from '../actions/keepDeal'
import type { SeatFields } from '../actions/keepSeat'
import type { StageFields } from '../actions/keepStage'
import type { TouchFields } from '../actions/keepTouch'
import type { Action, Cause, Deal, Seat, Stage, Tier, Touch } from '../api/model'

/** How far a record may be seen; whoever writes at T3 is a reader to begin with. */
function sightOf(record: { tier: Tier; readers: string[] } | undefined, writer: string) {
  return {
    tier: record?.tier ?? ('T1' as const),
    readers: record?.readers.length ? record.readers : [writer],
  }
}

export function dealFields(deal: Deal | undefined, writer: string): DealFields {
  return {
    name: deal?.name ?? '',
    template: deal?.template ?? null,
    procurementMode: deal?.procurement_mode ?? '',
    state: deal?.state ?? 'open',
    awardOn: deal?.award_on ?? null,
    quietPeriods: deal?.quiet_periods ?? [],
    stages: [],
    ...sightOf(deal, writer),
  }
}

export function stageFields(stage: Stage | undefined, deal: string, order: number): StageFields {
  return {
    deal: stage?.deal ?? deal,
    name: stage?.name ?? '',
    order: stage?.order ?? order,
    rule: stage?.rule.rule ?? 'sole',
    quota: stage?.rule.rule === 'quota' ? stage.rule.votes : 3,
    plannedOn: stage?.planned_on ?? null,
    doneOn: stage?.done_on ?? null,
  }
}

export function seatFields(seat: Seat | undefined, stage: string, writer: string): SeatFields {
  const sitter = seat?.sitter
  const person = sitter && 'person' in sitter ? sitter.person : null
  const post = sitter && 'post' in sitter ? sitter.post : null
  return {
    stage: seat?.stage ?? stage,
    sits: post ? 'post' : seat && !person ? 'vacant' : 'person',
    person,
    post,
    votes: seat?.votes ?? 1,
    veto: seat?.veto ?? false,
    ...sightOf(seat, writer),
  }
}

interface TouchStart {
  deal: string | null
  person?: string
  writer: string
  today: string
}

export function touchFields(touch: Touch | undefined, start: TouchStart): TouchFields {
  return {
    on: touch?.on ?? start.today,
    members: touch?.members ?? [start.writer],
    persons: touch?.persons ?? (start.person ? [start.person] : []),
    deal: touch ? (touch.deal ?? null) : start.deal,
    channel: touch?.channel ?? '',
    outcome: touch?.outcome ?? '',
    ...sightOf(touch, start.writer),
  }
}

interface CauseStart {
  deal: string
  rib?: string
  parent?: string
  writer: string
}

export function causeFields(cause: Cause | undefined, start: CauseStart): CauseFields {
  return {
    deal: cause?.deal ?? start.deal,
    rib: cause?.rib ?? start.rib ?? '',
    text: cause?.text ?? '',
    parent: cause ? (cause.parent ?? null) : (start.parent ?? null),
    percent: cause?.chance == null ? null : Math.round(cause.chance * 100),
    claims: cause?.claims ?? [],
    ...sightOf(cause, start.writer),
  }
}

export function actionFields(
  action: Action | undefined,
  deal: string,
  writer: string,
): ActionFields {
  return {
    deal: action?.deal ?? deal,
    lever: action?.lever ?? '',
    text: action?.text ?? '',
    owner: action ? (action.owner ?? null) : writer,
    dueOn: action?.due_on ?? null,
    doneOn: action?.done_on ?? null,
    expectedChange: action?.expected_change ?? '',
    ...sightOf(action, writer),
  }
}
