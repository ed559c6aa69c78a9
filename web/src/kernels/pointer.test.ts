import { describe, expect, test } from 'vitest'
import { placeProblems } from './pointer'

describe('placing refusals', () => {
  test('a pointer into a batch of changes finds the field it ends at', () => {
    const placed = placeProblems(
      [{ pointer: '/changes/1/set/name', detail: 'A name is missing.' }],
      ['name', 'email'],
    )

    expect(placed).toEqual({ errors: { name: 'A name is missing.' }, rest: [] })
  })

  test('a part of a field counts for the whole field', () => {
    const placed = placeProblems(
      [{ pointer: '/changes/0/aliases/2', detail: 'Too long.' }],
      ['aliases'],
    )

    expect(placed.errors).toEqual({ aliases: 'Too long.' })
  })

  test('what no field stands for is told all the same', () => {
    const placed = placeProblems(
      [
        { pointer: '', detail: 'The batch is refused.' },
        { pointer: '/changes/0/tier', detail: 'Not yours.' },
      ],
      ['name'],
    )

    expect(placed).toEqual({ errors: {}, rest: ['The batch is refused.', 'Not yours.'] })
  })

  test('a second sentence for the same field is not lost', () => {
    const placed = placeProblems(
      [
        { pointer: '/name', detail: 'First.' },
        { pointer: '/name', detail: 'Second.' },
      ],
      ['name'],
    )

    expect(placed).toEqual({ errors: { name: 'First.' }, rest: ['Second.'] })
  })
})
