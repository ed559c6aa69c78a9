import { expect, test } from 'vitest'
import { cardOf, mountDrawing, referenceAt } from './drawing'
import { parseDrawing } from './parseDrawing'

const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100">
  <rect width="300" height="100" fill="#f7f8fa"/>
  <g data-ref="line:1"><path id="line" d="M0 0"/></g>
  <g data-ref="post:1"><rect id="one"/><g data-ref="unit:1"><path id="unit"/></g><g data-ref="person:1"><text id="name">程远</text></g></g>
  <g data-ref="post:2"><rect id="two"/><g data-ref="person:2"/><g data-ref="person:3"><text id="third">林若溪</text></g></g>
  <g data-ref="post:3"><rect id="vacant"/></g>
  <g data-ref="post:4"><g data-ref="person:4"><text>→ 苏念</text></g></g>
  <g data-ref="post:5"><g data-ref="person:4"><text>苏念</text></g></g>
</svg>`

function mounted() {
  const root = parseDrawing(svg)
  if (!root) throw new Error('the sample is no drawing')
  return mountDrawing(root, document.createElement('div'))
}

test('a click on a card selects its only holder, else the post, and units and names themselves', () => {
  const { root } = mounted()
  const at = (id: string) => referenceAt(root.querySelector(`#${id}`))

  expect(at('one')).toBe('person:1')
  expect(at('name')).toBe('person:1')
  expect(at('unit')).toBe('unit:1')
  expect(at('two')).toBe('post:2')
  expect(at('third')).toBe('person:3')
  expect(at('vacant')).toBe('post:3')
  expect(at('line')).toBe('line:1')
})

test('the card of an only holder is the whole post, that of one of several is their own', () => {
  const drawing = mounted()

  expect(cardOf(drawing, 'person:1')?.dataset.ref).toBe('post:1')
  expect(cardOf(drawing, 'person:3')?.dataset.ref).toBe('person:3')
  expect(cardOf(drawing, 'person:4')?.dataset.ref).toBe('post:5')
  expect(cardOf(drawing, 'person:9')).toBeNull()
})

test('the ground of a drawing becomes the ground of the canvas', () => {
  const root = parseDrawing(svg)
  const host = document.createElement('div')

  if (root) mountDrawing(root, host)

  expect(host.style.background).toContain('f7f8fa')
  expect(host.querySelector('rect[fill="#f7f8fa"]')).toBeNull()
})
