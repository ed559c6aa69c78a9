/** Moves a drawing under the camera; a large one goes without its texts while its scale changes. */
import type { Camera } from '../kernels/camera'
import type { Drawing } from './drawing'

/** Below this scale the texts of a large drawing cannot be read, and stay left out. */
const legible = 0.25
const restMs = 160

const last = new WeakMap<Drawing, { k: number; cancel: () => void }>()

export function moveDrawing(drawing: Drawing, camera: Camera) {
  drawing.camera.setAttribute('transform', `translate(${camera.x},${camera.y}) scale(${camera.k})`)
  if (!drawing.isLarge) return
  const former = last.get(drawing)
  if (former?.k === camera.k) return
  former?.cancel()
  // Thousands of texts take most of the time of a frame: they are set again once the hand rests.
  const isFirst = former === undefined
  drawing.root.toggleAttribute('data-far', !isFirst || camera.k < legible)
  const cancel = afterRest(() => drawing.root.toggleAttribute('data-far', camera.k < legible))
  last.set(drawing, { k: camera.k, cancel })
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
