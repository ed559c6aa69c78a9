import { expect, test } from 'vitest'
import en from './en.json'
import zh from './zh-CN.json'

type Texts = { [name: string]: string | Texts }

function texts(tree: Texts, path = ''): Map<string, string> {
  const found = new Map<string, string>()
  for (const [name, value] of Object.entries(tree)) {
    if (typeof value === 'string') found.set(path + name, value)
    else for (const [key, text] of texts(value, `${path}${name}.`)) found.set(key, text)
  }
  return found
}

const placeholders = (text: string) =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort()

test('both languages have the same keys', () => {
  expect([...texts(en).keys()].sort()).toEqual([...texts(zh).keys()].sort())
})

test('no text is blank, and each pair holds the same placeholders', () => {
  const english = texts(en)
  for (const [key, text] of texts(zh)) {
    expect(text.trim(), key).not.toBe('')
    expect(english.get(key)?.trim(), key).not.toBe('')
    expect(placeholders(english.get(key) ?? ''), key).toEqual(placeholders(text))
  }
})

test('no Chinese is left in the English texts, save the product’s own name', () => {
  for (const [key, text] of texts(en))
    if (!key.startsWith('product.')) expect(text, key).not.toMatch(/\p{Script=Han}/u)
})
