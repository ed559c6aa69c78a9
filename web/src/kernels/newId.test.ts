import { expect, test } from 'vitest'
import { newId } from './newId'

test('an id is a version 7 UUID that begins with its moment', () => {
  const id = newId(0x018bcfe56800, new Uint8Array(16).fill(0xff))

  expect(id).toBe('018bcfe5-6800-7fff-bfff-ffffffffffff')
})

test('later ids sort after earlier ones', () => {
  expect(newId(1_000_000) < newId(2_000_000)).toBe(true)
})
