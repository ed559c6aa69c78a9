/** The two doors through which text becomes markup, where the browser enforces Trusted Types. */

interface Policy {
  createHTML(text: string): string
}

interface PolicyFactory {
  createPolicy(name: string, rules: { createHTML(text: string): string }): Policy
}

const factory = (globalThis as { trustedTypes?: PolicyFactory }).trustedTypes

/** The look library writes style sheets as inner text; anything with a tag in it is refused. */
export function allowTrustedStyles() {
  factory?.createPolicy('default', {
    createHTML(text) {
      if (text.includes('<')) throw new TypeError('This page writes no markup from text.')
      return text
    },
  })
}

const drawing = factory?.createPolicy('waterline-drawing', { createHTML: (text) => text })

/** A drawing's text for the XML parser; what it holds is checked after parsing. */
export function trustedDrawing(svg: string): string {
  return drawing ? drawing.createHTML(svg) : svg
}
