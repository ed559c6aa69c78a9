/** Zooming and shifting of the mounted drawing by wheel, drag, touch and buttons. */
import { select } from 'd3-selection'
import 'd3-transition'
import { type D3ZoomEvent, type ZoomBehavior, zoom, zoomIdentity } from 'd3-zoom'
import { type RefObject, useEffect, useMemo, useRef } from 'react'
import { type Box, type Camera, centreOn, farthest, firstView, fitBox } from '../kernels/camera'
import type { Drawing } from './drawing'
import { moveDrawing } from './moveDrawing'

export interface CameraControls {
  fit: () => void
  zoomBy: (factor: number) => void
  shiftBy: (x: number, y: number) => void
  centre: (box: Box) => void
}

const duration = 220
/** The largest scale. */
const nearest = 4

export function useCamera(
  host: RefObject<HTMLDivElement | null>,
  drawing: Drawing | null,
): CameraControls {
  const behaviour = useRef<ZoomBehavior<HTMLDivElement, unknown> | null>(null)
  const drawingNow = useRef<Drawing | null>(null)
  const hasLooked = useRef(false)

  useEffect(() => {
    const element = host.current
    if (!element) return
    const zooming = zoom<HTMLDivElement, unknown>()
      .scaleExtent([0.01, nearest])
      .on('zoom', ({ transform }: D3ZoomEvent<HTMLDivElement, unknown>) => {
        if (drawingNow.current)
          moveDrawing(drawingNow.current, { x: transform.x, y: transform.y, k: transform.k })
      })
    behaviour.current = zooming
    const selection = select(element)
    selection.call(zooming).on('dblclick.zoom', null)
    return () => {
      selection.on('.zoom', null)
    }
  }, [host])

  useEffect(() => {
    const element = host.current
    drawingNow.current = drawing
    if (!element || !drawing || !behaviour.current) return
    const selection = select(element)
    const viewport = element.getBoundingClientRect()
    const reach = () =>
      behaviour.current?.scaleExtent([
        farthest(drawing.size, element.getBoundingClientRect()),
        nearest,
      ])
    reach()
    // A smaller window must still show the whole.
    const resized = new ResizeObserver(reach)
    resized.observe(element)
    if (hasLooked.current) {
      // The same view of the new picture: what one looked at stays where it was.
      selection.call(behaviour.current.translateBy, 0, 0)
    } else {
      hasLooked.current = true
      selection.call(behaviour.current.transform, asTransform(firstView(drawing.size, viewport)))
    }
    return () => resized.disconnect()
  }, [host, drawing])

  return useMemo(() => {
    const move = (camera: (element: HTMLDivElement, drawing: Drawing) => Camera) => {
      const element = host.current
      const zooming = behaviour.current
      if (!element || !zooming || !drawingNow.current) return
      const target = asTransform(camera(element, drawingNow.current))
      select(element).transition().duration(duration).call(zooming.transform, target)
    }
    return {
      fit: () => move((element, shown) => fitBox(shown.size, element.getBoundingClientRect())),
      centre: (box) => move((element) => centreOn(box, element.getBoundingClientRect(), 1)),
      zoomBy: (factor) => {
        if (host.current && behaviour.current)
          select(host.current)
            .transition()
            .duration(duration)
            .call(behaviour.current.scaleBy, factor)
      },
      shiftBy: (x, y) => {
        if (host.current && behaviour.current)
          select(host.current)
            .transition()
            .duration(duration)
            .call(behaviour.current.translateBy, x, y)
      },
    }
  }, [host])
}

function asTransform({ x, y, k }: Camera) {
  return zoomIdentity.translate(x, y).scale(k)
}
