/** Moves a drawing under the camera; a large one is scaled as a picture first and redrawn when the hand rests. */
import { type Camera, stretchBetween } from '../kernels/camera'
import type { Drawing } from './drawing'

/** Below this scale the texts of a large drawing cannot be read, and are left out. */
const legible = 0.25
const restMs = 140

interface Redrawn {
  at: Camera
  cancel: () => void
}

const redrawn = new WeakMap<Drawing, Redrawn>()

export function moveDrawing(drawing: Drawing, camera: Camera) {
  const former = redrawn.get(drawing)
  former?.cancel()
  if (!drawing.isLarge || !former || former.at.k === camera.k) {
    redraw(drawing, camera)
    return
  }
  const { x, y, k } = stretchBetween(former.at, camera)
  drawing.root.style.transform = `translate(${x}px, ${y}px) scale(${k})`
  redrawn.set(drawing, { at: former.at, cancel: afterRest(() => redraw(drawing, camera)) })
}

function redraw(drawing: Drawing, camera: Camera) {
  if (drawing.isLarge) {
    drawing.root.style.transform = ''
    drawing.root.style.transformOrigin = '0 0'
    // Keeps the picture as it was painted, instead of painting it anew while it is stretched.
    drawing.root.style.willChange = 'transform'
    drawing.root.toggleAttribute('data-far', camera.k < legible)
  }
  drawing.camera.setAttribute('transform', `translate(${camera.x},${camera.y}) scale(${camera.k})`)
  redrawn.set(drawing, { at: camera, cancel: () => undefined })
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
