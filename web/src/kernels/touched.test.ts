import { expect, test } from 'vitest'
import type { AccountState, JournalEntry } from '../api/model'
import { isCutOff, touchedKinds } from './touched'

test('a batch tells how many records of each kind it touched, ties apart from other claims', () => {
  const claims = [
    { id: 'c1', statement: { kind: 'tie' } },
    { id: 'c2', statement: { kind: 'stance' } },
  ] as AccountState['claims']
  const touched = [
    { kind: 'source', id: 's1' },
    { kind: 'claim', id: 'c1' },
    { kind: 'claim', id: 'c2' },
    { kind: 'claim', id: 'gone' },
    { kind: 'person', id: 'p1' },
  ] as JournalEntry['touched']

  const claim = new Map(claims.map((one) => [one.id, one]))

  expect(touchedKinds(touched, { claim })).toEqual([
    { kind: 'person', count: 1 },
    { kind: 'tie', count: 1 },
    { kind: 'claim', count: 2 },
  ])
  expect([0, 1].map((touched_more) => isCutOff({ touched_more }))).toEqual([false, true])
})
