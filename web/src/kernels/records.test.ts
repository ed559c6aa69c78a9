import { expect, test } from 'vitest'
import { ids, sampleState as state } from '../../test/sample'
import { dealOfRecord, recordOf, selectable } from './records'

test('a reference of a drawing leads to its record, and on to its deal', () => {
  const seat = recordOf(state, `seat:${ids.seat}`)

  expect(seat).toMatchObject({ kind: 'seat', record: { id: ids.seat, stage: ids.award } })
  expect(seat && dealOfRecord(state, seat)).toBe(ids.deal)
})

test('what is no record of the account leads nowhere', () => {
  expect(recordOf(state, `seat:${ids.deal}`)).toBeNull()
  expect(recordOf(state, `person:${ids.cheng}`)).toBeNull()
  expect(recordOf(state, 'constructor:1')).toBeNull()
})

test('only references with a panel can be selected', () => {
  expect(selectable.test(`claim:${ids.seat}`)).toBe(true)
  expect(selectable.test(`person:${ids.cheng}`)).toBe(true)
  expect(selectable.test('legend:1')).toBe(false)
  expect(selectable.test('javascript:alert(1)')).toBe(false)
})
