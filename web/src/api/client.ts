/** The typed client of the server; every answer that is not a success becomes a `ProblemError`. */
import createClient from 'openapi-fetch'
import { ProblemError, readProblem } from './problem'
import type { paths } from './schema'

// The fetch of the moment is called, so that tests may put another in its place.
export const client = createClient<paths>({
  baseUrl: globalThis.location?.origin ?? '',
  credentials: 'same-origin',
  fetch: (request) => globalThis.fetch(request),
})

// Sentences of the server come in the language that the page is shown in.
client.use({
  onRequest({ request }) {
    request.headers.set('Accept-Language', document.documentElement.lang)
  },
})

interface Answer<Data> {
  data?: Data
  error?: unknown
  response: Response
}

/** The data of an answer, or its problem thrown. */
export async function take<Data>(asked: Promise<Answer<Data>>): Promise<NonNullable<Data>> {
  const { data, error, response } = await reached(asked)
  if (!response.ok) throw readProblem(response.status, error)
  return (data ?? {}) as NonNullable<Data>
}

/** What was asked for, or the problem that the server was not reached. */
export async function reached<Result>(asked: Promise<Result>): Promise<Result> {
  try {
    return await asked
  } catch (cause) {
    if (cause instanceof ProblemError) throw cause
    throw new ProblemError(0, { title: 'unreachable' })
  }
}
