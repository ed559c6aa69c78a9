import { expect, test } from 'vitest'
import { fileNameOf, textOf } from './encodedHeader'

test('a text of any language comes out of its header', () => {
  expect(textOf("UTF-8''%E5%85%B3%E7%B3%BB%EF%BC%9A22")).toBe('关系：22')
  expect(textOf(null)).toBe('')
  expect(textOf("UTF-8''%E5%8")).toBe('')
})

test('a file is called as the server says', () => {
  const disposition = `attachment; filename="__.csv"; filename*=UTF-8''%E6%B5%B7%E5%B7%9E%20Ties.csv`

  expect(fileNameOf(disposition)).toBe('海州 Ties.csv')
  expect(fileNameOf('inline')).toBe('')
})
