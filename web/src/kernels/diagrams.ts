/** Which diagrams the server draws, and what may be asked of each. */

/** The part of the server's own description that tells of diagrams. */
export interface ApiDescription {
  paths?: Record<string, { get?: { parameters?: Parameter[] } }>
}

interface Parameter {
  name: string
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
    (path?.[1].get?.parameters ?? []).map(({ name, schema }) => [
      name,
      (schema?.enum ?? []).filter((value) => typeof value === 'string'),
    ]),
  )
  return {
    diagrams: options.get('diagram') ?? [],
    formats: (options.get('format') ?? options.get('extension') ?? []).filter(
      (format) => format !== 'json',
    ),
    options,
  }
}

export type DiagramOption =
  | 'kind'
  | 'deal'
  | 'person'
  | 'orientation'
  | 'depth'
  | 'layers'
  | 'overlay'

const concerns: Record<string, DiagramOption[]> = {
  'org-chart': ['orientation', 'depth', 'overlay', 'deal'],
  'org-context': ['deal', 'overlay'],
  network: ['deal', 'layers', 'overlay'],
  'power-map': ['deal'],
  fishbone: ['kind', 'deal', 'person'],
  coverage: ['deal'],
  timeline: ['deal'],
}

/** Does this option concern that diagram, as far as the server knows it? A diagram of which we know nothing is offered deal and person. */
export function isAsked(offer: DiagramOffer, diagram: string, option: DiagramOption): boolean {
  return offer.options.has(option) && (concerns[diagram] ?? ['deal', 'person']).includes(option)
}

/** The fishbones, in the order in which they are offered. */
export const fishboneKinds = ['F1', 'F2', 'F3', 'F4', 'F5', 'F6'] as const
