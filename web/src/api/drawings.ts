/** Drawings of the server: which there are, where they are, and their text for the canvas. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { type ApiDescription, diagramOffer } from '../kernels/diagrams'
import { ProblemError, readProblem } from './problem'

export interface DrawingOptions {
  on?: string
  lang: 'zh' | 'en'
  theme: 'light' | 'dark' | 'print'
  kind?: string
  deal?: string
  person?: string
  depth?: number
  focus?: string
  orientation?: string
  layers?: string
  overlay?: string
  arrangement?: string
  against?: string
  collapse?: string
  watermark?: string
  evidence?: 1
  page?: string
  scale?: number
}

/** The address of an account's diagram with these options. */
export function drawingAddress(
  account: string,
  diagram: string,
  extension: string,
  options: DrawingOptions,
): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(options))
    if (value !== undefined) query.set(name, String(value))
  return `/api/v1/accounts/${account}/diagrams/${diagram}.${extension}?${query}`
}

/** A diagram as SVG text; while options change, the former picture stays. */
export function drawingQuery(account: string, diagram: string, options: DrawingOptions) {
  return queryOptions({
    queryKey: ['accounts', account, 'diagrams', diagram, options],
    queryFn: ({ signal }) => readText(drawingAddress(account, diagram, 'svg', options), signal),
    placeholderData: (former, query) =>
      query?.queryKey[3] === diagram ? keepPreviousData(former) : undefined,
    staleTime: 60_000,
  })
}

/** Which diagrams there are, and what may be asked of them, as the server itself describes it. */
export const diagramOfferQuery = queryOptions({
  queryKey: ['diagram-offer'],
  queryFn: async ({ signal }) =>
    diagramOffer(JSON.parse(await readText('/api/v1/openapi.json', signal)) as ApiDescription),
  staleTime: Infinity,
})

async function readText(address: string, signal: AbortSignal): Promise<string> {
  let response: Response
  try {
    response = await fetch(address, { signal, credentials: 'same-origin' })
  } catch (cause) {
    if (signal.aborted) throw cause
    throw new ProblemError(0, { title: 'unreachable' })
  }
  if (!response.ok) throw readProblem(response.status, await response.json().catch(() => null))
  return response.text()
}
