/** Stands in for the server in page tests: answers by method and path, and keeps what was asked. */
import { vi } from 'vitest'
import { ids, samplePresets, sampleState } from './sample'

export interface Asked {
  method: string
  path: string
  body: unknown
}

type Answer = unknown | ((asked: Asked) => unknown)

/** An answer that refuses, as problem+json. */
export class Refused {
  readonly status: number
  readonly problem: object

  constructor(status: number, problem: object) {
    this.status = status
    this.problem = problem
  }
}

const account = {
  id: ids.bureau,
  name: '澜湾市数据管理局',
  kind: '政府',
  role: 'owner',
  external_ids: [],
  quiet_periods: [],
}

const me = {
  user: {
    id: 'user-1',
    name: '沈知秋',
    login: 'shen@example.org',
    language: 'zh-CN',
    administrator: true,
  },
  roles: [{ account: ids.bureau, role: 'owner' }],
}

const drawing = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 200">
  <g data-ref="post:${ids.director}"><g data-ref="person:${ids.cheng}"><text>程远</text></g></g>
  <g data-ref="post:${ids.deputy}"><g data-ref="person:${ids.lin}"><text>林若溪</text></g></g>
</svg>`

const usual: Record<string, Answer> = {
  'GET /me': me,
  'GET /setup': { needed: false },
  'GET /presets': samplePresets,
  'GET /members': { items: [{ id: 'user-1', name: '沈知秋', team: null }] },
  'GET /accounts': { items: [account] },
  [`GET /accounts/${ids.bureau}`]: account,
  [`GET /accounts/${ids.bureau}/diagrams/org-chart.svg`]: drawing,
  ...Object.fromEntries(
    Object.entries(sampleState).map(([noun, items]) => [
      `GET /accounts/${ids.bureau}/${noun}`,
      { items },
    ]),
  ),
}

/** Puts the stand-in in place of the network; `answers` go before the usual ones. */
export function standIn(answers: Record<string, Answer> = {}): Asked[] {
  const log: Asked[] = []
  vi.stubGlobal('fetch', async (input: RequestInfo | URL, init?: RequestInit) => {
    const request = new Request(
      input instanceof Request ? input : new URL(input, location.href),
      init,
    )
    const path = new URL(request.url).pathname.replace('/api/v1', '')
    const asked = { method: request.method, path, body: await readBody(request) }
    log.push(asked)
    const key = `${asked.method} ${path}`
    const answer = key in answers ? answers[key] : usual[key]
    return respond(typeof answer === 'function' ? await answer(asked) : answer)
  })
  return log
}

async function readBody(request: Request): Promise<unknown> {
  if (!request.headers.get('content-type')?.includes('json')) return undefined
  return request.json()
}

function respond(answer: unknown): Response {
  if (answer === undefined) return json(404, { title: 'not found', status: 404 })
  if (answer instanceof Refused) return json(answer.status, answer.problem)
  if (typeof answer === 'string')
    return new Response(answer, { headers: { 'Content-Type': 'image/svg+xml' } })
  if (answer === null) return new Response(null, { status: 204 })
  return json(200, answer)
}

function json(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/json' },
  })
}
