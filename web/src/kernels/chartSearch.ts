/** What the chart shows, as it stands in the address. */
import { type DiagramSearch, readDiagramSearch } from './diagramSearch'

/** What the org chart is asked like any other diagram. */
export type ShapeSearch = Pick<
  DiagramSearch,
  'on' | 'orientation' | 'depth' | 'overlay' | 'layers' | 'deal' | 'against' | 'select'
>

export interface ChartSearch extends ShapeSearch {
  /** One branch only, such as `unit:ID`. */
  focus?: string
  /** Branches of which only the top is drawn, such as `unit:ID`, with commas between. */
  collapse?: string
  /** People that are marked, by their ids with commas between. */
  mark?: string
}

const reference = /^(unit|post|person):[0-9a-fA-F-]{8,40}$/
const references =
  /^(unit|post|person):[0-9a-fA-F-]{8,40}(,(unit|post|person):[0-9a-fA-F-]{8,40}){0,99}$/
const ids = /^[0-9a-fA-F-]{8,40}(,[0-9a-fA-F-]{8,40}){0,199}$/

/** Reads the address leniently: what makes no sense is left out. */
export function readChartSearch(search: Record<string, unknown>): ChartSearch {
  const { on, orientation, depth, overlay, layers, deal, against, select } =
    readDiagramSearch(search)
  const shape = { on, orientation, depth, overlay, layers, deal, against, select }
  const known = Object.entries(shape).filter(([, value]) => value !== undefined)
  const read: ChartSearch = Object.fromEntries(known)
  if (typeof search.focus === 'string' && reference.test(search.focus)) read.focus = search.focus
  if (typeof search.collapse === 'string' && references.test(search.collapse))
    read.collapse = search.collapse
  if (typeof search.mark === 'string' && ids.test(search.mark)) read.mark = search.mark
  return read
}

/** The collapsed branches with this one added, or taken out when it was among them. */
export function withCollapsed({ collapse }: ChartSearch, branch: string): string | undefined {
  const branches = collapse ? collapse.split(',') : []
  const rest = branches.filter((one) => one !== branch)
  if (rest.length === branches.length) rest.push(branch)
  return rest.length > 0 ? rest.join(',') : undefined
}

/** The references of the people that are marked. */
export function markedPeople({ mark }: ChartSearch): string[] {
  return mark ? mark.split(',').map((id) => `person:${id}`) : []
}
