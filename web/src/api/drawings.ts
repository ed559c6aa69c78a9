/** Drawings of the server: where they are, and their text for the canvas. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { ProblemError, readProblem } from './problem'

export interface DrawingOptions {
  on?: string
  lang: 'zh' | 'en'
  theme: 'light' | 'dark' | 'print'
  depth?: number
  focus?: string
  orientation?: string
}

/** The address of an account's org chart with these options. */
export function orgChartAddress(
  account: string,
  extension: 'svg' | 'png',
  options: DrawingOptions,
): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(options))
    if (value !== undefined) query.set(name, String(value))
  return `/api/v1/accounts/${account}/diagrams/org-chart.${extension}?${query}`
}

/** The org chart as SVG text; while options change, the former picture stays. */
export function orgChartQuery(account: string, options: DrawingOptions) {
  return queryOptions({
    queryKey: ['accounts', account, 'org-chart', options],
    queryFn: ({ signal }) => readText(orgChartAddress(account, 'svg', options), signal),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  })
}

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
