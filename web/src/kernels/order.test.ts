import { expect, test } from 'vitest'
import { sampleState } from '../../test/sample'
import { indexAccount } from './accountIndex'
import { bySiblingOrder, peopleInOrder, postsInOrder, unitsInOrder } from './order'

const shuffled = {
  ...sampleState,
  units: [...sampleState.units].reverse(),
  people: [...sampleState.people].reverse(),
}
const index = indexAccount(shuffled)

test('units stand from the top down, siblings as they were entered', () => {
  expect(unitsInOrder(shuffled, index).map((unit) => unit.name)).toEqual([
    '澜湾市数据管理局',
    '数据资源处',
    '办公室',
  ])
})

test('the official order goes before the order of entry', () => {
  const siblings = [
    { position: 1, order: null },
    { position: 2, order: 2 },
    { position: 3, order: 1 },
  ]

  expect(siblings.sort(bySiblingOrder).map((sibling) => sibling.position)).toEqual([3, 2, 1])
})

test('people stand by their posts, each once', () => {
  expect(postsInOrder(shuffled, index).map((post) => post.title)).toEqual([
    '局长',
    '副局长',
    '处长',
    '主任',
  ])
  expect(peopleInOrder(shuffled, index).map((person) => person.name)).toEqual([
    '程远',
    '林若溪',
    '顾言舟',
  ])
})

test('units whose parents form a circle are not lost in it', () => {
  const [first, second] = sampleState.units
  if (!first || !second) throw new Error('the sample has units')
  const looped = {
    ...sampleState,
    units: [first, { ...second, id: 'a', parent: 'a' }],
  }

  expect(unitsInOrder(looped, indexAccount(looped)).map((unit) => unit.name)).toEqual([
    '澜湾市数据管理局',
  ])
})
