import { describe, expect, test } from 'vitest'
import { ids, sampleState } from '../../test/sample'
import type { Claim } from '../api/model'
import { claimFields } from '../kernels/claimFields'
import { addClaim } from './addClaim'
import { editClaim } from './editClaim'

const start = { person: ids.gu, member: 'member-1', today: '2026-11-23' }
const stance = sampleState.claims[0] as Claim

describe('claims', () => {
  test('an empty form holds the defaults that the law page asks for', () => {
    expect(claimFields(undefined, start)).toMatchObject({
      kind: 'note',
      observedOn: '2026-11-23',
      expiresOn: '2027-05-23',
      tier: 'T1',
      purpose: 'customer_care',
    })
  })

  test('a claim with a new source brings the source along, and its real name is the writer’s alone', () => {
    const values = {
      ...claimFields(undefined, start),
      text: '关注工期。',
      sourceLabel: '来源乙',
      sourceName: '某人',
    }

    const [source, claim] = addClaim(values, 'member-1')

    expect(source).toMatchObject({
      verb: 'add_source',
      label: '来源乙',
      name: '某人',
      readers: ['member-1'],
    })
    expect(claim).toMatchObject({
      verb: 'add_claim',
      source: (source as { id?: string }).id,
      statement: { kind: 'note', about: { person: ids.gu }, text: '关注工期。' },
      readers: [],
    })
  })

  test('how a claim is kept can be edited in place', () => {
    const values = { ...claimFields(stance, start), tier: 'T2' as const, expiresOn: '2027-01-01' }

    expect(editClaim(stance, values, 'member-1', '2026-11-23')).toEqual([
      { verb: 'edit_claim', id: stance.id, set: { tier: 'T2' as const, expires_on: '2027-01-01' } },
    ])
  })

  test('what a claim states is never overwritten: the old one is taken back', () => {
    const values = { ...claimFields(stance, start), value: { scale: 'cn', level: '0' } }

    const changes = editClaim(stance, values, 'member-1', '2026-11-23')

    expect(changes.map((change) => change.verb)).toEqual(['retract_claim', 'add_claim'])
    expect(changes[1]).toMatchObject({
      source: stance.source,
      statement: { value: { level: '0' } },
    })
  })

  test('a form that was not touched changes nothing', () => {
    for (const claim of sampleState.claims)
      expect(editClaim(claim, claimFields(claim, start), 'member-1', '2026-11-23')).toEqual([])
  })

  test('a tie runs from the person to the other one', () => {
    const values = {
      ...claimFields(undefined, start),
      kind: 'tie' as const,
      tie: 'heeds',
      other: ids.lin,
      strength: 0.6,
      source: ids.source,
    }

    expect(addClaim(values, 'member-1')).toMatchObject([
      {
        statement: {
          kind: 'tie' as const,
          from: ids.gu,
          to: ids.lin,
          tie: 'heeds',
          strength: 0.6,
          holds: true,
        },
      },
    ])
  })
})
