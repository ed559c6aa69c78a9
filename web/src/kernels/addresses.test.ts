import { expect, test } from 'vitest'
import { onlyWithin } from './addresses'

test('an address within the page is kept', () => {
  expect(onlyWithin('/accounts/1?on=2026-03-01')).toBe('/accounts/1?on=2026-03-01')
})

test('an address elsewhere leads home', () => {
  for (const address of [
    undefined,
    '',
    'https://example.org/',
    '//example.org',
    '/\\example.org',
    'javascript:alert(1)',
  ])
    expect(onlyWithin(address)).toBe('/')
})
