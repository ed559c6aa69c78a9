/** The drawing on the canvas: its cards, their places, and marks on them. */
import type { Box } from '../kernels/camera'
import type { Placed } from '../kernels/neighbour'
import { selectable } from '../kernels/records'
import { type Tiles, tileCards } from './tiles'

const namespace = 'http://www.w3.org/2000/svg'
const large = 1500

export interface Drawing {
  root: SVGSVGElement
  /** Holds everything that zooms and shifts. */
  camera: SVGGElement
  /** Lies above the cards and holds marks. */
  marks: SVGGElement
  size: Box
  /** With very many cards, redrawing at another scale takes longer than a frame. */
  isLarge: boolean
  /** Where the texts of a large drawing lie. */
  tiles: Tiles | null
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
  const isLarge = camera.querySelectorAll('[data-ref]').length > large
  // Before the drawing is on the page: setting ten thousands of texts takes seconds.
  const tiles = isLarge ? tileCards(camera) : null
  keepView(host.querySelector(':scope > svg'), root, camera)
  host.replaceChildren(root)
  return {
    root,
    camera,
    marks,
    size,
    isLarge,
    tiles,
  }
}

/** Shows the new picture from where the former was looked at, until the camera moves it: else it would flash up at its corner. */
function keepView(former: Element | null, root: SVGSVGElement, camera: SVGGElement) {
  const place = former?.querySelector(':scope > g')?.getAttribute('transform')
  if (place) camera.setAttribute('transform', place)
  for (const name of ['data-far', 'data-grains'])
    root.toggleAttribute(name, former?.hasAttribute(name) ?? false)
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

/** The card of a reference, if it is in the picture: for a post's only holder it is the whole post. */
export function cardOf(drawing: Drawing, reference: string): SVGGraphicsElement | null {
  const groups = [
    ...drawing.camera.querySelectorAll<SVGGraphicsElement>(`[data-ref="${CSS.escape(reference)}"]`),
  ]
  const found = groups.find((group) => !pointsElsewhere(group)) ?? groups[0] ?? null
  const post = found?.closest<SVGGraphicsElement>('[data-ref^="post:"]')
  return post && onlyHolder(post) === found ? post : found
}

/** A concurrent post bears an arrow before the name of its holder, whose card stands at another post. */
function pointsElsewhere(group: Element): boolean {
  return group.querySelector('text')?.textContent?.startsWith('→') ?? false
}

/** Every card that can be selected, by what it selects, with its place in the drawing's own measure. */
export function placedCards(drawing: Drawing): Placed[] {
  const groups = drawing.camera.querySelectorAll<SVGGraphicsElement>('[data-ref]')
  const references = new Set<string>()
  for (const group of groups) {
    const reference = selectedBy(group)
    if (reference) references.add(reference)
  }
  return [...references].flatMap((reference) => {
    const card = cardOf(drawing, reference)
    return card ? [{ reference, box: boxOf(drawing, card) }] : []
  })
}

/** What a click on this group selects: a post with one holder stands for the holder. */
function selectedBy(group: SVGElement): string | null {
  const reference = group.dataset.ref ?? ''
  if (!selectable.test(reference)) return null
  return (reference.startsWith('post:') && onlyHolder(group)?.dataset.ref) || reference
}

function onlyHolder(post: Element): SVGElement | null {
  const holders = post.querySelectorAll<SVGElement>('[data-ref^="person:"]')
  return holders.length === 1 ? (holders[0] ?? null) : null
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

/** What an event selects that hit the drawing, if anything. */
export function referenceAt(target: EventTarget | null): string | null {
  let group = target instanceof Element ? target.closest<SVGElement>('[data-ref]') : null
  while (group) {
    const reference = selectedBy(group)
    if (reference) return reference
    group = group.parentElement?.closest<SVGElement>('[data-ref]') ?? null
  }
  return null
}

/** Rings around cards: which, and how they look. */
export interface Ring {
  reference: string
  className: string
}

/** Draws these rings and forgets the former ones. */
export function ringCards(drawing: Drawing, rings: Ring[]) {
  drawing.marks.replaceChildren()
  for (const { reference, className } of rings) {
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
