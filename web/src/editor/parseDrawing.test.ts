import { describe, expect, test } from 'vitest'
import { parseDrawing } from './parseDrawing'

const namespace = 'http://www.w3.org/2000/svg'

describe('parsing a drawing', () => {
  test('cards keep their references and names', () => {
    const drawing = parseDrawing(
      `<svg xmlns="${namespace}" viewBox="0 0 10 10"><g data-ref="person:1"><title>程远</title><text>程远</text></g></svg>`,
    )

    expect(drawing?.querySelector('[data-ref="person:1"] text')?.textContent).toBe('程远')
  })

  test('whatever could act or reach outside is taken out', () => {
    const drawing = parseDrawing(
      `<svg xmlns="${namespace}" onload="alert(1)"><script>alert(2)</script><foreignObject><p/></foreignObject>
       <a href="https://example.org"><text>x</text></a><use href="https://example.org/x.svg#a"/><use href="#here"/>
       <rect onclick="alert(3)" fill="url(https://example.org)" stroke="url(#gradient)"/><style>@import "x"</style></svg>`,
    )

    const text = drawing?.outerHTML ?? ''
    expect(text).not.toMatch(/alert|example\.org|foreignObject|<style|<a /)
    expect(text).toContain('href="#here"')
    expect(text).toContain('stroke="url(#gradient)"')
  })

  test('text that looks like markup stays text', () => {
    const drawing = parseDrawing(
      `<svg xmlns="${namespace}"><text>&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;</text></svg>`,
    )

    expect(drawing?.querySelector('script')).toBeNull()
    expect(drawing?.querySelector('text')?.textContent).toBe('"><script>alert(1)</script>')
  })

  test('what is no drawing is refused', () => {
    expect(parseDrawing('<html xmlns="http://www.w3.org/1999/xhtml"/>')).toBeNull()
  })
})
