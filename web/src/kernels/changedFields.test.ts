import { expect, test } from 'vitest'
import { changedFields } from './changedFields'

test('only fields that differ are named', () => {
  const before = { name: '程远', email: null, aliases: ['老程'], span: { from: null, until: null } }

  expect(
    changedFields(before, {
      name: '程远',
      email: 'cheng@example.org',
      aliases: ['老程'],
      span: { from: null, until: null },
    }),
  ).toEqual({ email: 'cheng@example.org' })
})

test('clearing a field is said with null', () => {
  expect(changedFields({ email: 'a@example.org' as string | null }, { email: null })).toEqual({
    email: null,
  })
})

test('nothing, absent or null, stays nothing', () => {
  expect(changedFields<{ email: string | null }>({}, { email: null })).toEqual({})
})
