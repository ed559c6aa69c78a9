/** The drawing on the canvas: its cards, their places, and marks on them. */
import type { Box } from '../kernels/camera'
import type { Placed } from '../kernels/neighbour'

const namespace = 'http://www.w3.org/2000/svg'
const large = 1500
const selectable = /^(person|post|unit):/

export interface Drawing {
  root: SVGSVGElement
  /** Holds everything that zooms and shifts. */
  camera: SVGGElement
  /** Lies above the cards and holds marks. */
  marks: SVGGElement
  size: Box
  /** With very many cards, redrawing at another scale takes longer than a frame. */
  isLarge: boolean
}

/** Puts the drawing's content under a camera group, so that zooming redraws it sharply. */
export function mountDrawing(root: SVGSVGElement, host: HTMLElement): Drawing {
  const size = sizeOf(root)
  const camera = document.createElementNS(namespace, 'g')
  camera.append(...[...root.childNodes])
  const marks = document.createElementNS(namespace, 'g')
  marks.setAttribute('aria-hidden', 'true')
  camera.append(marks)
  root.append(camera)
  host.style.background = takeGround(camera, size)
  for (const attribute of ['viewBox', 'width', 'height', 'preserveAspectRatio'])
    root.removeAttribute(attribute)
  root.setAttribute('width', '100%')
  root.setAttribute('height', '100%')
  host.replaceChildren(root)
  return {
    root,
    camera,
    marks,
    size,
    isLarge: camera.querySelectorAll('[data-ref]').length > large,
  }
}

/** The colour of the drawing's ground, which goes on beyond its edges instead of showing them. */
function takeGround(camera: SVGGElement, size: Box): string {
  const ground = camera.querySelector(':scope > rect')
  const covers = ['width', 'height'].every(
    (side) => Number(ground?.getAttribute(side)) >= size[side as 'width' | 'height'],
  )
  if (!ground || !covers) return ''
  ground.remove()
  return ground.getAttribute('fill') ?? ''
}

function sizeOf(root: SVGSVGElement): Box {
  const [x = 0, y = 0, width = 0, height = 0] = (root.getAttribute('viewBox') ?? '')
    .split(/[\s,]+/)
    .map(Number)
  if (width > 0 && height > 0) return { x, y, width, height }
  const read = (name: string) => Number.parseFloat(root.getAttribute(name) ?? '') || 1
  return { x: 0, y: 0, width: read('width'), height: read('height') }
}

/** The groups of the drawing that stand for people, posts and units. */
export function cardsOf(drawing: Drawing): SVGGraphicsElement[] {
  const groups = drawing.camera.querySelectorAll<SVGGraphicsElement>('[data-ref]')
  return [...groups].filter((group) => selectable.test(group.dataset.ref ?? ''))
}

/** The card of a reference, if it is in the picture. */
export function cardOf(drawing: Drawing, reference: string): SVGGraphicsElement | null {
  return drawing.camera.querySelector<SVGGraphicsElement>(`[data-ref="${CSS.escape(reference)}"]`)
}

/** Where each card lies, in the drawing's own measure. */
export function placedCards(drawing: Drawing): Placed[] {
  return cardsOf(drawing).map((card) => ({
    reference: card.dataset.ref ?? '',
    box: boxOf(drawing, card),
  }))
}

/** Where one card lies, in the drawing's own measure, whatever groups it stands in. */
export function boxOf(drawing: Drawing, card: SVGGraphicsElement): Box {
  const { x, y, width, height } = card.getBBox()
  const toCamera = drawing.camera
    .getCTM()
    ?.inverse()
    .multiply(card.getCTM() ?? new DOMMatrix())
  if (!toCamera) return { x, y, width, height }
  const start = new DOMPoint(x, y).matrixTransform(toCamera)
  const end = new DOMPoint(x + width, y + height).matrixTransform(toCamera)
  return { x: start.x, y: start.y, width: end.x - start.x, height: end.y - start.y }
}

/** The reference of the innermost person, post or unit that an event hit. */
export function referenceAt(target: EventTarget | null): string | null {
  let element = target instanceof Element ? target.closest<SVGElement>('[data-ref]') : null
  while (element && !selectable.test(element.dataset.ref ?? ''))
    element = element.parentElement?.closest<SVGElement>('[data-ref]') ?? null
  return element?.dataset.ref ?? null
}

/** Draws a ring around each of these cards and forgets the former ones. */
export function ringCards(drawing: Drawing, references: string[], className: string) {
  drawing.marks.replaceChildren()
  for (const reference of references) {
    const card = cardOf(drawing, reference)
    if (!card) continue
    const box = boxOf(drawing, card)
    const ring = document.createElementNS(namespace, 'rect')
    ring.setAttribute('x', String(box.x - 4))
    ring.setAttribute('y', String(box.y - 4))
    ring.setAttribute('width', String(box.width + 8))
    ring.setAttribute('height', String(box.height + 8))
    ring.setAttribute('rx', '9')
    ring.setAttribute('class', className)
    drawing.marks.append(ring)
  }
}
