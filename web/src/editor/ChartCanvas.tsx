/** Shows a drawing of the server; one zooms, shifts, selects and walks over it. */
import { type KeyboardEvent, type MouseEvent, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Direction, neighbour } from '../kernels/neighbour'
import { CanvasControls } from './CanvasControls'
import styles from './ChartCanvas.module.css'
import {
  boxOf,
  cardOf,
  type Drawing,
  mountDrawing,
  placedCards,
  referenceAt,
  ringCards,
} from './drawing'
import { parseDrawing } from './parseDrawing'
import { useCamera } from './useCamera'

export interface Wish {
  reference: string
}

interface Props {
  svg: string
  /** What the picture shows. */
  label: string
  selected: string | undefined
  /** Cards that stand out besides the selected one. */
  marked?: string[]
  onSelect: (reference: string | undefined) => void
  /** What is to be brought into the middle, once for each wish. */
  wish: Wish | null
  stale: boolean
}

const unmarked: string[] = []

const arrows: Record<string, Direction> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
}

export function ChartCanvas({
  svg,
  label,
  selected,
  marked = unmarked,
  onSelect,
  wish,
  stale,
}: Props) {
  const { t } = useTranslation()
  const host = useRef<HTMLDivElement>(null)
  const paper = useRef<HTMLDivElement>(null)
  const [drawing, setDrawing] = useState<Drawing | null>(null)
  const camera = useCamera(host, drawing)
  const fulfilled = useRef<Wish | null>(null)

  useEffect(() => {
    const root = parseDrawing(svg)
    setDrawing(root && paper.current ? mountDrawing(root, paper.current) : null)
  }, [svg])

  // Measuring thousands of cards takes a moment, so it waits for the first step by keyboard.
  const cards = useMemo(() => onFirstUse(() => (drawing ? placedCards(drawing) : [])), [drawing])

  useEffect(() => {
    if (!drawing) return
    const rings = marked
      .filter((reference) => reference !== selected)
      .map((reference) => ({ reference, className: styles.marked ?? '' }))
    if (selected) rings.push({ reference: selected, className: styles.ring ?? '' })
    ringCards(drawing, rings)
  }, [drawing, selected, marked])

  // A wish waits for its selection: with it the panel opens, and the canvas has its new width.
  useEffect(() => {
    if (!drawing || !wish || wish === fulfilled.current || wish.reference !== selected) return
    fulfilled.current = wish
    const card = cardOf(drawing, wish.reference)
    if (card) camera.centre(boxOf(drawing, card))
  }, [wish, drawing, selected, camera])

  function walk(event: KeyboardEvent) {
    const direction = arrows[event.key]
    if (direction && event.shiftKey) {
      const step = 80
      camera.shiftBy(
        direction === 'left' ? step : direction === 'right' ? -step : 0,
        direction === 'up' ? step : direction === 'down' ? -step : 0,
      )
    } else if (direction) {
      const next = neighbour(cards(), selected ?? '', direction)
      const box = cards().find((card) => card.reference === next)?.box
      if (!next || !box) return
      onSelect(next)
      camera.centre(box)
    } else if (event.key === '+' || event.key === '=') camera.zoomBy(1.3)
    else if (event.key === '-') camera.zoomBy(1 / 1.3)
    else if (event.key === '0') camera.fit()
    else if (event.key === 'Escape') onSelect(undefined)
    else return
    event.preventDefault()
  }

  return (
    <div className={styles.frame}>
      <div
        ref={host}
        className={styles.host}
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the canvas is walked over by keyboard as one stop.
        tabIndex={0}
        aria-label={label}
        aria-describedby="chart-keys"
        data-stale={stale || undefined}
        onKeyDown={walk}
        onClick={(event: MouseEvent) => onSelect(referenceAt(event.target) ?? undefined)}
      >
        <div ref={paper} className={styles.paper} />
      </div>
      <p id="chart-keys" className="visually-hidden">
        {t('chart.keys')}
      </p>
      <CanvasControls camera={camera} />
    </div>
  )
}

function onFirstUse<Value>(make: () => Value): () => Value {
  let made: { value: Value } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
