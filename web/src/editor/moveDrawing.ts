/** Moves a drawing under the camera; a large one goes without its texts while its scale changes. */
import type { Camera } from '../kernels/camera'
import type { Drawing } from './drawing'
import { showTiles } from './tiles'

/** Below this scale the texts of a large drawing cannot be read, and stay left out. */
const legible = 0.25
/** From this scale on so few texts lie in view that they stay while the scale changes. */
const light = 0.45
/** Below this scale cards are grains: they get a colour that stands out from the ground. */
const grains = 0.12
const restMs = 160

const last = new WeakMap<Drawing, { k: number; camera: Camera; cancel: () => void }>()

export function moveDrawing(drawing: Drawing, camera: Camera) {
  drawing.camera.setAttribute('transform', `translate(${camera.x},${camera.y}) scale(${camera.k})`)
  if (!drawing.isLarge) return
  const former = last.get(drawing)
  if (former?.k === camera.k) {
    if (camera.k >= legible) settle(drawing, camera)
    return
  }
  former?.cancel()
  drawing.root.toggleAttribute('data-grains', camera.k < grains)
  // Thousands of texts take most of the time of a frame: they are set again once the hand rests.
  const isFirst = former === undefined
  if (isFirst || camera.k < light)
    drawing.root.toggleAttribute('data-far', !isFirst || camera.k < legible)
  if (isFirst && camera.k >= legible) settle(drawing, camera)
  const cancel = afterRest(() => {
    if (camera.k >= legible) settle(drawing, last.get(drawing)?.camera ?? camera)
    drawing.root.toggleAttribute('data-far', camera.k < legible)
  })
  last.set(drawing, { k: camera.k, camera, cancel })
}

/** Sets the texts in and a little around what is seen. */
function settle(drawing: Drawing, camera: Camera) {
  const held = last.get(drawing)
  if (held) held.camera = camera
  if (!drawing.tiles) return
  const { width, height } = drawing.root.getBoundingClientRect()
  const margin = 300
  showTiles(drawing.tiles, {
    x: (-camera.x - margin) / camera.k,
    y: (-camera.y - margin) / camera.k,
    width: (width + 2 * margin) / camera.k,
    height: (height + 2 * margin) / camera.k,
  })
}

/** Calls back once the last frame is painted and nothing has cancelled it for a while. */
function afterRest(act: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const frame = requestAnimationFrame(() => {
    timer = setTimeout(act, restMs)
  })
  return () => {
    cancelAnimationFrame(frame)
    clearTimeout(timer)
  }
}
