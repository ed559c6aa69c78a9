import { expect, test } from 'vitest'
import { initials } from './names'

test('Chinese names stand by the family name, others by initials', () => {
  expect(initials('沈知秋')).toBe('沈')
  expect(initials('Mara Ellison')).toBe('ME')
  expect(initials('mara de la Cruz')).toBe('MC')
  expect(initials('  ')).toBe('?')
})
