/** Fictional figures for page tests, as the server tells them. */
import type { KeyPeople, Outcome, Paths, Structure, Why } from '../src/api/model'
import { ids } from './sample'

const day = '2026-11-23'
const cheng = { person: ids.cheng, name: '程远', title: '局长', unit: '澜湾市数据管理局' }
const lin = { person: ids.lin, name: '林若溪', title: '副局长', unit: '澜湾市数据管理局' }
const gu = { person: ids.gu, name: '顾言舟', title: '处长', unit: '数据资源处' }

export const sampleKeyPeople: KeyPeople = {
  method_version: '1',
  on: day,
  deal: null,
  deal_name: null,
  people_in_all: 3,
  stances_known: 1,
  people: [
    {
      ...cheng,
      position: 1,
      band: { best: 1, worst: 2 },
      parts: { authority: 1, influence: 0.75, brokerage: 0.5, reach: 1, lever: null },
      flags: ['unknown', 'uncovered'],
      stance: null,
      roles: [],
      reasons: [
        {
          kind: 'seat',
          strength: 1,
          text: '在“定标”有否决权，2 票',
          seat: ids.seat,
          people: [],
          claims: [],
        },
      ],
    },
    {
      ...lin,
      position: 2,
      band: { best: 1, worst: 3 },
      parts: { authority: 0.5, influence: 0.5, brokerage: null, reach: 0.6, lever: null },
      flags: ['single_thread', 'stale'],
      stance: { sureness: 'weak', estimate: 0.3, confidence: 0.22, stale: true },
      roles: [],
      reasons: [],
    },
  ],
}

export const sampleWhy: Why = {
  method_version: '1',
  on: day,
  deal: ids.deal,
  person: sampleKeyPeople.people[1] as Why['person'],
  among: 3,
  decision_level: 1,
  doubt: 0.34,
  lever: 0.07,
  seats: [],
  ties: [
    {
      other: ids.gu,
      name: '顾言舟',
      heeding: 'is_heeded',
      tie: 'heeds',
      probability: 0.82,
      strength: 0.7,
      claims: [
        {
          claim: '0190a000-0000-7000-8000-000000000061',
          source: ids.source,
          observed_on: '2026-05-10',
          weight: 0.31,
          counts: 'for',
        },
      ],
    },
  ],
  lines: [],
  beliefs: [
    {
      axis: 'stance',
      belief: {
        probabilities: [0.1, 0.1, 0.2, 0.4, 0.2],
        estimate: 0.3,
        claimed: 0.4,
        confidence: 0.22,
        sureness: 'weak',
        evidence: 0.3,
        stale: true,
        latest: '2026-05-10',
        claims: [],
      },
    },
  ],
  roles: [],
  contacts: [],
}

export const sampleStructure: Structure = {
  method_version: '1',
  on: day,
  deal: null,
  reaching: [
    { size: 1, people: [lin], value: 0.8, method: 'exact' },
    { size: 2, people: [cheng, gu], value: 1, method: 'exact' },
  ],
  breaking: [{ size: 1, people: [gu], value: 0.4, method: 'greedy' }],
  brokers: [
    {
      ...lin,
      roles: { coordinator: 0, itinerant: 1, representative: 0, gatekeeper: 4, liaison: 2 },
    },
  ],
  single_points: [lin],
  camps: [{ people: [lin, gu] }],
}

const chance = { mean: 0.42, low: 0.2, high: 0.66 }

export const sampleOutcome: Outcome = {
  method_version: '1',
  on: day,
  deal: ids.deal,
  chance,
  from_unknowns: 0.61,
  knowing_nothing: 0.04,
  draws: 10000,
  stages: [{ stage: ids.award, name: '定标', chance: 0.42, seats: 2 }],
  people: [
    { ...cheng, stance: null, doubt: 0.61, lever: 0.12 },
    {
      ...lin,
      stance: { sureness: 'weak', estimate: 0.3, confidence: 0.22, stale: false },
      doubt: 0.2,
      lever: 0.05,
    },
  ],
  learn: [
    {
      person: ids.cheng,
      seat: null,
      value: 0.61,
      question: '程远对“政务数据平台二期”持什么态度？',
      ask: [{ member: 'user-1', asks: ids.lin, chance: 0.47 }],
      quiet: null,
    },
    {
      person: ids.lin,
      seat: null,
      value: 0.2,
      question: '林若溪的态度现在是否仍如我们所知？',
      ask: [],
      quiet: { deal: ids.deal, reason: '招标公告', until: '2027-01-10' },
    },
  ],
  work_on: [{ ...cheng, lever: 0.12, access: 0.5, worth: 0.06, quiet: null }],
}

export const sampleTrend = {
  items: [
    {
      on: '2026-09-30',
      chance: { mean: 0.1, low: 0, high: 0.9 },
      confidence: null,
      from_unknowns: 1,
    },
    {
      on: '2026-10-31',
      chance: { mean: 0.3, low: 0.1, high: 0.8 },
      confidence: 0.2,
      from_unknowns: 0.8,
    },
    { on: '2026-11-23', chance, confidence: 0.3, from_unknowns: 0.61 },
  ],
}

export const sampleGaps = {
  on: day,
  deal: ids.deal,
  items: [
    {
      severity: 'high' as const,
      kind: 'uncovered' as const,
      person: ids.cheng,
      seat: ids.seat,
      stage: ids.award,
      sentence: '我方没有人与程远的关系超过“接触”。',
    },
  ],
}

export const samplePaths: Paths = {
  method_version: '1',
  on: day,
  deal: null,
  to: cheng,
  from: null,
  quiet: null,
  paths: [
    {
      reliability: 0.45,
      steps: [
        { member: 'user-1', reliability: 1, claims: [] },
        { person: lin, reliability: 0.75, claims: [] },
        { person: cheng, reliability: 0.6, tie: 'heeds', claims: [] },
      ],
    },
  ],
  disjoint: [],
  overall: 0.52,
}
