import { expect, test } from 'vitest'
import { importTables } from './importFields'
import { importTemplate } from './importTemplates'

test('each kind of list has heads and rows as wide, in both languages', () => {
  for (const language of ['zh', 'en'] as const)
    for (const table of importTables) {
      const text = importTemplate(table, language, 'Kim')
      const [heads = '', ...rows] = text.trimEnd().split('\r\n')
      expect(text.startsWith('\uFEFF')).toBe(true)
      expect(rows.length).toBeGreaterThan(0)
      for (const row of rows)
        expect(row.split(',').length, `${language} ${table}`).toBe(heads.split(',').length)
    }
})

test('a name with a comma stays one cell', () => {
  expect(importTemplate('rapports', 'en', 'Kim, Lee')).toContain('"Kim, Lee",Ann Other')
})
