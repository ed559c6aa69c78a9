import { describe, expect, test } from 'vitest'
import { ids, sampleState } from '../../test/sample'
import type { Claim } from '../api/model'
import { claimFields, counterFields } from '../kernels/claimFields'
import {
  actionFields,
  causeFields,
  dealFields,
  seatFields,
  stageFields,
  touchFields,
} from '../kernels/dealFields'
import { addClaim } from './addClaim'
import { editClaim } from './editClaim'
import { endRecord } from './endRecord'
import { keepAction } from './keepAction'
import { keepCause } from './keepCause'
import { keepDeal } from './keepDeal'
import { keepSeat } from './keepSeat'
import { keepStage } from './keepStage'
import { keepTouch } from './keepTouch'

const writer = 'user-1'
const start = { deal: null, writer, today: '2026-11-23' }

describe('deals', () => {
  test('a new deal and its stages are one batch, and the stages name the deal', () => {
    const values = {
      ...dealFields(undefined, writer),
      name: ' 平台二期 ',
      stages: [
        { name: '需求', plannedOn: '2026-12-01' },
        { name: '立项', plannedOn: null },
      ],
    }

    const [deal, ...stages] = keepDeal(undefined, values)

    expect(deal).toMatchObject({ verb: 'add_deal', name: '平台二期', readers: [] })
    const id = (deal as { id?: string }).id
    expect(id).toBeTruthy()
    expect(stages).toMatchObject([
      { verb: 'add_stage', deal: id, name: '需求', order: 1, planned_on: '2026-12-01' },
      { verb: 'add_stage', deal: id, name: '立项', order: 2, planned_on: null },
    ])
  })

  test('forms that were not touched change nothing', () => {
    for (const deal of sampleState.deals)
      expect(keepDeal(deal, dealFields(deal, writer))).toEqual([])
    for (const stage of sampleState.stages)
      expect(keepStage(stage, stageFields(stage, '', 9))).toEqual([])
    for (const seat of sampleState.seats)
      expect(keepSeat(seat, seatFields(seat, '', writer))).toEqual([])
    for (const touch of sampleState.touches)
      expect(keepTouch(touch, touchFields(touch, start))).toEqual([])
    for (const cause of sampleState.causes)
      expect(keepCause(cause, causeFields(cause, { deal: '', writer }))).toEqual([])
    for (const action of sampleState.actions)
      expect(keepAction(action, actionFields(action, '', writer))).toEqual([])
  })

  test('a quota brings its votes along, other rules do not', () => {
    const award = sampleState.stages.find(({ id }) => id === ids.award)
    const values = stageFields(award, '', 1)

    expect(keepStage(award, { ...values, quota: 4 })).toMatchObject([
      { verb: 'edit_stage', set: { rule: { rule: 'quota', votes: 4 } } },
    ])
    expect(keepStage(award, { ...values, rule: 'consensus' })).toMatchObject([
      { set: { rule: { rule: 'consensus' } } },
    ])
  })

  test('a seat that turns vacant forgets who sat there', () => {
    const seat = sampleState.seats[0]

    expect(keepSeat(seat, { ...seatFields(seat, '', writer), sits: 'vacant' })).toEqual([
      { verb: 'edit_seat', id: ids.seat, set: { sitter: null } },
    ])
  })

  test('per cents become shares, and named readers count at T3 only', () => {
    const values = { ...causeFields(undefined, { deal: ids.deal, writer }), percent: 35 }

    expect(keepCause(undefined, values)).toMatchObject([{ chance: 0.35, readers: [] }])
    expect(keepCause(undefined, { ...values, tier: 'T3' })).toMatchObject([{ readers: [writer] }])
  })

  test('a seat, contact, cause or action is taken out, whatever the day', () => {
    for (const noun of ['seat', 'touch', 'cause', 'action'] as const)
      expect(endRecord({ noun, id: 'x', on: '2026-11-23', how: 'end' })).toEqual([
        { verb: `remove_${noun}`, id: 'x' },
      ])
  })
})

describe('claims of a deal', () => {
  const claim = (statement: object, deal: string | null) =>
    ({ ...sampleState.claims[0], statement, deal }) as Claim
  const begin = { person: '', member: writer, today: '2026-11-23' }

  test('a note without a person is about the deal', () => {
    const values = {
      ...claimFields(undefined, { ...begin, deal: ids.deal }),
      text: '专家组未定。',
      source: ids.source,
    }

    expect(addClaim(values, writer)).toMatchObject([
      { statement: { kind: 'note', about: { deal: ids.deal } }, deal: ids.deal },
    ])
  })

  test('a claim about a deal that was not touched stays as it is', () => {
    const note = claim({ kind: 'note', about: { deal: ids.deal }, text: '专家组未定。' }, null)

    expect(editClaim(note, claimFields(note, begin), writer, begin.today)).toEqual([])
  })

  test('a claim that contradicts another asks the same and denies it', () => {
    const tie = claim(
      { kind: 'tie', from: ids.gu, to: ids.lin, tie: 'heeds', strength: 0.6, holds: true },
      ids.deal,
    )

    const values = counterFields(tie, begin)

    expect(values).toMatchObject({
      kind: 'tie',
      person: ids.gu,
      other: ids.lin,
      holds: false,
      deal: ids.deal,
      contradicts: tie.id,
    })
  })
})
