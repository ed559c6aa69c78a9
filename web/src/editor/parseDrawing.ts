/** Reads the server's SVG into elements and keeps only what a drawing may hold. */
import { trustedDrawing } from '../trustedTypes'

const allowed = new Set(
  'svg g path rect circle ellipse line polyline polygon text tspan title desc defs marker pattern clipPath use symbol linearGradient radialGradient stop'.split(
    ' ',
  ),
)

/** The drawing as an element of this document, or null when the text is no SVG. */
export function parseDrawing(svg: string): SVGSVGElement | null {
  const parsed = new DOMParser().parseFromString(trustedDrawing(svg), 'image/svg+xml')
  const root = parsed.documentElement
  if (root.localName !== 'svg') return null
  purge(root)
  return document.importNode(root, true) as unknown as SVGSVGElement
}

/** Takes out scripts, foreign content, handlers and outside references, wherever they came from. */
function purge(root: Element) {
  const pending = [root]
  for (let element = pending.pop(); element; element = pending.pop()) {
    for (const attribute of [...element.attributes])
      if (!isHarmless(attribute)) element.removeAttribute(attribute.name)
    for (const child of [...element.children]) {
      if (allowed.has(child.localName)) pending.push(child)
      else child.remove()
    }
  }
}

function isHarmless({ name, value }: Attr): boolean {
  if (/^on/i.test(name)) return false
  if (/(^|:)href$/i.test(name)) return value.startsWith('#')
  const outside = value.replaceAll(/url\(\s*['"]?#/gi, '')
  return !/url\(|@import|javascript:/i.test(outside)
}
