/** What the diagrams view shows, as it stands in the address. */
import { selectable } from './records'

export interface DiagramSearch {
  diagram?: string
  kind?: string
  deal?: string
  person?: string
  on?: string
  theme?: 'light' | 'dark' | 'print'
  lang?: 'zh' | 'en'
  orientation?: 'right'
  depth?: number
  layers?: string
  overlay?: string
  arrangement?: string
  /** Another day: what changed since then is marked. */
  against?: string
  /** A text written faintly over the picture. */
  watermark?: string
  /** What is selected, such as `person:ID`. */
  select?: string
}

const word = /^[a-z][a-z0-9_-]{1,40}$/i
const words = /^[a-z0-9_,-]{1,200}$/i
const id = /^[0-9a-fA-F-]{8,40}$/
const shapes: [keyof DiagramSearch, RegExp][] = [
  ['diagram', word],
  ['kind', /^F[1-6]$/],
  ['deal', id],
  ['person', id],
  ['on', /^\d{4}-\d{2}-\d{2}$/],
  ['theme', /^(light|dark|print)$/],
  ['lang', /^(zh|en)$/],
  ['orientation', /^right$/],
  ['against', /^\d{4}-\d{2}-\d{2}$/],
  ['arrangement', word],
  ['layers', words],
  ['overlay', words],
  ['select', selectable],
]

/** Reads the address leniently: what makes no sense is left out. */
export function readDiagramSearch(search: Record<string, unknown>): DiagramSearch {
  const read: Record<string, unknown> = {}
  for (const [name, shape] of shapes) {
    const value = search[name]
    if (typeof value === 'string' && shape.test(value)) read[name] = value
  }
  if (typeof search.watermark === 'string' && search.watermark.trim())
    read.watermark = search.watermark.slice(0, 100)
  const depth = Number(search.depth)
  if (Number.isInteger(depth) && depth >= 1 && depth <= 99) read.depth = depth
  return read
}
