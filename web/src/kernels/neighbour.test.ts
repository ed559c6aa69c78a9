import { expect, test } from 'vitest'
import { neighbour } from './neighbour'

const card = (reference: string, x: number, y: number) => ({
  reference,
  box: { x, y, width: 10, height: 10 },
})
const cards = [
  card('boss', 50, 0),
  card('left', 0, 100),
  card('middle', 50, 100),
  card('right', 100, 100),
]

test('down from the boss goes to the card straight below', () => {
  expect(neighbour(cards, 'boss', 'down')).toBe('middle')
})

test('sideways stays in the row', () => {
  expect(neighbour(cards, 'middle', 'right')).toBe('right')
  expect(neighbour(cards, 'middle', 'left')).toBe('left')
})

test('at the edge there is nothing further', () => {
  expect(neighbour(cards, 'boss', 'up')).toBeNull()
})

test('from nowhere one begins at the first card', () => {
  expect(neighbour(cards, 'gone', 'down')).toBe('boss')
})
