/** Where the canvas looks: a scale and a shift, as plain numbers. */

export interface Box {
  x: number
  y: number
  width: number
  height: number
}

export interface Camera {
  x: number
  y: number
  k: number
}

export interface Viewport {
  width: number
  height: number
}

/** Shows the whole box, centred, never larger than life. */
export function fitBox(box: Box, viewport: Viewport, margin = 32): Camera {
  const across = (viewport.width - 2 * margin) / Math.max(box.width, 1)
  const down = (viewport.height - 2 * margin) / Math.max(box.height, 1)
  return centreOn(box, viewport, Math.max(Math.min(across, down, 1), 0.01))
}

/** The scale below which nothing more is to be seen: the whole box with some air around it. */
export function farthest(box: Box, viewport: Viewport): number {
  return fitBox(box, viewport).k * 0.8
}

/** A first view that can be read: the whole box if its text stays legible, else its top at a legible scale. */
export function firstView(box: Box, viewport: Viewport, legible = 0.6): Camera {
  const whole = fitBox(box, viewport)
  if (whole.k >= legible) return whole
  const centred = centreOn(box, viewport, legible)
  return { ...centred, y: Math.max(centred.y, 24 - box.y * legible) }
}

/** Puts the middle of the box into the middle of the viewport at scale `k`. */
export function centreOn(box: Box, viewport: Viewport, k: number): Camera {
  return {
    k,
    x: viewport.width / 2 - (box.x + box.width / 2) * k,
    y: viewport.height / 2 - (box.y + box.height / 2) * k,
  }
}
