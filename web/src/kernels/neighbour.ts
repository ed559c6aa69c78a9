/** Which card lies next in a direction, for walking over the chart by keyboard. */
import type { Box } from './camera'

export type Direction = 'up' | 'down' | 'left' | 'right'

export interface Placed {
  reference: string
  box: Box
}

/** The nearest card in that direction; what lies straight ahead counts as nearer than what lies aside. */
export function neighbour(cards: Placed[], from: string, direction: Direction): string | null {
  const start = cards.find((card) => card.reference === from)
  if (!start) return cards[0]?.reference ?? null
  const origin = middle(start.box)
  let best: { reference: string; cost: number } | null = null
  for (const card of cards) {
    if (card.reference === from) continue
    const { x, y } = middle(card.box)
    const ahead = { up: origin.y - y, down: y - origin.y, left: origin.x - x, right: x - origin.x }[
      direction
    ]
    if (ahead <= 1) continue
    const aside =
      direction === 'up' || direction === 'down' ? Math.abs(x - origin.x) : Math.abs(y - origin.y)
    const cost = ahead + 2 * aside
    if (!best || cost < best.cost) best = { reference: card.reference, cost }
  }
  return best?.reference ?? null
}

function middle(box: Box) {
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}
