import { expect, test } from 'vitest'
import i18next from '../i18n'
import { isolated } from './isolated'

test('plain names stand as they are', () => {
  for (const name of ['王宁', 'Ada Field', 'Zoë O’Neil', '3']) expect(isolated(name)).toBe(name)
})

test('a name that turns the direction turns nothing after it', () => {
  expect(isolated('evil\u202Egnp.exe')).toBe('\u2068evil\u202Egnp.exe\u2069')
  expect(isolated('\u2069\u202Ex')).toBe('\u2068\u202Ex\u2069')
  expect(isolated('משה')).toBe('\u2068משה\u2069')
})

test('names inside sentences are set apart', () => {
  i18next.addResource('en', 'translation', 'sampleOfIsolation', '{{name}} left.')
  const told = i18next.t('sampleOfIsolation' as never, { lng: 'en', name: 'A\u202Eb' } as never)
  expect(told).toBe('\u2068A\u202Eb\u2069 left.')
})
