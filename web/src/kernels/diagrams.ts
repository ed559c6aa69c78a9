/** Which diagrams the server draws, and what may be asked of each. */

/** The part of the server's own description that tells of diagrams. */
export interface ApiDescription {
  paths?: Record<string, { get?: { parameters?: Parameter[] } }>
}

interface Parameter {
  name: string
  description?: string
  schema?: { enum?: unknown[] }
}

export interface DiagramOffer {
  diagrams: string[]
  formats: string[]
  /** What the server takes heed of, by name, with the values to choose from where it lists them. */
  options: Map<string, string[]>
}

const address = /\/diagrams\/\{diagram\}\.\{(format|extension)\}$/

/** Reads the offer from the description, so that the page grows with the server. */
export function diagramOffer(description: ApiDescription): DiagramOffer {
  const path = Object.entries(description.paths ?? {}).find(([key]) => address.test(key))
  const options = new Map(
    (path?.[1].get?.parameters ?? []).map((parameter) => [parameter.name, wordsOf(parameter)]),
  )
  return {
    diagrams: options.get('diagram') ?? [],
    formats: (options.get('format') ?? options.get('extension') ?? []).filter(
      (format) => format !== 'json',
    ),
    options,
  }
}

/** The words that one may choose from: listed, or named between backticks where several may be joined by commas. */
function wordsOf({ schema, description = '' }: Parameter): string[] {
  const listed = (schema?.enum ?? []).filter((value) => typeof value === 'string')
  if (listed.length > 0 || !description.includes('separated by commas')) return listed
  return [...description.matchAll(/`([a-z][a-z_-]*)`/g)].map((match) => match[1] ?? '')
}

export type DiagramOption =
  | 'kind'
  | 'deal'
  | 'person'
  | 'orientation'
  | 'depth'
  | 'layers'
  | 'overlay'
  | 'against'
  | 'arrangement'

const concerns: Record<string, DiagramOption[]> = {
  'org-chart': ['orientation', 'depth', 'overlay', 'layers', 'against', 'deal'],
  'org-context': ['deal', 'layers'],
  network: ['deal', 'arrangement'],
  'power-map': ['deal'],
  fishbone: ['kind', 'deal', 'person'],
  coverage: ['deal'],
  timeline: ['deal'],
}

/** Does this option concern that diagram, as far as the server knows it? A diagram of which we know nothing is offered deal and person. */
export function isAsked(offer: DiagramOffer, diagram: string, option: DiagramOption): boolean {
  // On the plain org chart a deal changes nothing; what lies over it may be about one.
  if (diagram === 'org-chart' && option === 'deal' && !offer.options.has('overlay')) return false
  return offer.options.has(option) && (concerns[diagram] ?? ['deal', 'person']).includes(option)
}

/** The fishbones that are about one person. */
const personal = ['F5', 'F6']

/** Is this fishbone about one person, so that it matters who? */
export function isPersonal(kind: string | undefined): boolean {
  return kind !== undefined && personal.includes(kind)
}

/** The fishbones, in the order in which they are offered. */
export const fishboneKinds = ['F1', 'F2', 'F3', 'F4', 'F5', 'F6'] as const

export type FileName =
  | 'svg'
  | 'png'
  | 'pngLarge'
  | 'pngPrint'
  | 'pdf'
  | 'pdfA4'
  | 'pdfA3'
  | 'pdfEvidence'

interface Looks {
  theme: 'light' | 'dark' | 'print'
}

interface Paper {
  scale?: number
  page?: string
  /** Asks for further pages with the sources of what is shown. */
  evidence?: 1
}

/** The files that a picture can be taken along as: those the server writes, and how each is asked for. */
export function filesOf<Options extends Looks>(
  offer: DiagramOffer | undefined,
  options: Options,
): { name: FileName; format: string; as: Options & Paper }[] {
  const printed = { ...options, theme: 'print' as const }
  // Paper is white, whatever the screen is.
  const onPaper = {
    ...options,
    theme: options.theme === 'dark' ? ('light' as const) : options.theme,
  }
  const formats = offer?.formats.length ? offer.formats : ['svg', 'png']
  const files = [
    { name: 'svg' as const, format: 'svg', as: options },
    { name: 'png' as const, format: 'png', as: options },
    { name: 'pngLarge' as const, format: 'png', as: { ...options, scale: 3 }, needs: 'scale' },
    { name: 'pngPrint' as const, format: 'png', as: printed },
    { name: 'pdf' as const, format: 'pdf', as: onPaper },
    { name: 'pdfA4' as const, format: 'pdf', as: { ...onPaper, page: 'A4' }, needs: 'page' },
    { name: 'pdfA3' as const, format: 'pdf', as: { ...onPaper, page: 'A3' }, needs: 'page' },
    {
      name: 'pdfEvidence' as const,
      format: 'pdf',
      as: { ...onPaper, evidence: 1 as const },
      needs: 'evidence',
    },
  ]
  return files.filter(
    ({ format, needs }) => formats.includes(format) && (!needs || offer?.options.has(needs)),
  )
}
