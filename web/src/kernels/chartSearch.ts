/** What the chart shows, as it stands in the address. */

export type Orientation = 'down' | 'right'

export interface ChartSearch {
  /** Shows the account as it was on this day. */
  on?: string
  orientation?: Orientation
  /** So many levels of units below the top. */
  depth?: number
  /** One branch only, such as `unit:ID`. */
  focus?: string
  /** What is selected, such as `person:ID`. */
  select?: string
  /** People that are marked, by their ids with commas between. */
  mark?: string
}

const day = /^\d{4}-\d{2}-\d{2}$/
const reference = /^(unit|post|person):[0-9a-fA-F-]{8,40}$/
const ids = /^[0-9a-fA-F-]{8,40}(,[0-9a-fA-F-]{8,40}){0,199}$/

/** Reads the address leniently: what makes no sense is left out. */
export function readChartSearch(search: Record<string, unknown>): ChartSearch {
  const read: ChartSearch = {}
  if (typeof search.on === 'string' && day.test(search.on)) read.on = search.on
  if (search.orientation === 'right') read.orientation = 'right'
  const depth = Number(search.depth)
  if (Number.isInteger(depth) && depth >= 1 && depth <= 99) read.depth = depth
  if (typeof search.focus === 'string' && reference.test(search.focus)) read.focus = search.focus
  if (typeof search.select === 'string' && reference.test(search.select))
    read.select = search.select
  if (typeof search.mark === 'string' && ids.test(search.mark)) read.mark = search.mark
  return read
}

/** The references of the people that are marked. */
export function markedPeople({ mark }: ChartSearch): string[] {
  return mark ? mark.split(',').map((id) => `person:${id}`) : []
}
