/** The texts of a large drawing by where they lie, so that only those near the view are set. */
import type { Box } from '../kernels/camera'

/** How wide and high a tile is, in the drawing's own measure. */
const side = 1200

export interface Tiles {
  cards: Map<string, Element[]>
  /** The tiles whose texts are set now. */
  shown: Set<string>
}

/** Sorts the cards into tiles and leaves their texts out until they come near the view. */
export function tileCards(camera: Element): Tiles {
  const cards = new Map<string, Element[]>()
  for (const card of camera.querySelectorAll(':scope > g > g[data-ref]')) {
    const tile = tileOf(card)
    if (!tile) continue
    card.toggleAttribute('data-off', true)
    const others = cards.get(tile)
    if (others) others.push(card)
    else cards.set(tile, [card])
  }
  return { cards, shown: new Set() }
}

/** Sets the texts of the tiles that this box touches, and leaves those of all others out. */
export function showTiles(tiles: Tiles, box: Box) {
  const near = new Set<string>()
  for (let column = floor(box.x); column <= floor(box.x + box.width); column++)
    for (let row = floor(box.y); row <= floor(box.y + box.height); row++)
      if (tiles.cards.has(`${column}:${row}`)) near.add(`${column}:${row}`)
  for (const tile of tiles.shown) if (!near.has(tile)) turn(tiles, tile, true)
  for (const tile of near) if (!tiles.shown.has(tile)) turn(tiles, tile, false)
  tiles.shown = near
}

function turn({ cards }: Tiles, tile: string, isOff: boolean) {
  for (const card of cards.get(tile) ?? []) card.toggleAttribute('data-off', isOff)
}

/** The tile of a card, read from its outline; none for what has no outline of its own. */
function tileOf(card: Element): string | null {
  const outline = card.querySelector(':scope > rect')
  const x = Number.parseFloat(outline?.getAttribute('x') ?? '')
  const y = Number.parseFloat(outline?.getAttribute('y') ?? '')
  return Number.isFinite(x) && Number.isFinite(y) ? `${floor(x)}:${floor(y)}` : null
}

function floor(length: number): number {
  return Math.floor(length / side)
}
