import { describe, expect, test } from 'vitest'
import { ids, sampleState } from '../../test/sample'
import type { Person } from '../api/model'
import { addPerson } from './addPerson'
import { editPerson } from './editPerson'
import { endRecord } from './endRecord'
import { movePerson } from './movePerson'

const fields = { name: ' 周岚 ', aliases: [], email: 'zhou@example.org', phone: '', mobile: '' }
const tenure = { kind: 'substantive' as const, from: '2026-03-01', until: null }
const cheng = sampleState.people[0] as Person

describe('people', () => {
  test('a person with a new post is one batch whose parts refer to each other', () => {
    const changes = addPerson({
      ...fields,
      holding: 'new',
      post: null,
      unit: ids.office,
      title: '科员',
      tenure,
    })

    const [person, post, started] = changes as { id?: string }[]
    expect(changes.map((change) => change.verb)).toEqual(['add_person', 'add_post', 'start_tenure'])
    expect(person).toMatchObject({ name: '周岚', email: 'zhou@example.org', phone: null })
    expect(post).toMatchObject({ unit: ids.office, title: '科员' })
    expect(started).toMatchObject({
      person: person?.id,
      post: post?.id,
      span: { from: '2026-03-01', until: null },
    })
  })

  test('a person without a post is added alone', () => {
    const changes = addPerson({
      ...fields,
      holding: 'none',
      post: null,
      unit: null,
      title: '',
      tenure,
    })

    expect(changes.map((change) => change.verb)).toEqual(['add_person'])
  })

  test('an edit names only what differs, and nothing is no edit', () => {
    const same = { name: '程远', aliases: [], email: 'cheng@example.org', phone: '', mobile: '' }

    expect(editPerson(cheng, same)).toEqual([])
    expect(editPerson(cheng, { ...same, email: '' })).toEqual([
      { verb: 'edit_person', id: ids.cheng, set: { email: null } },
    ])
  })

  test('a move ends what is left behind and begins the new post on the same day', () => {
    const changes = movePerson({
      person: ids.gu,
      on: '2026-12-01',
      leaving: ['tenure-1'],
      target: 'standing',
      post: ids.clerk,
      unit: null,
      title: '',
      kind: 'acting',
    })

    expect(changes).toEqual([
      { verb: 'end_tenure', id: 'tenure-1', on: '2026-12-01' },
      {
        verb: 'start_tenure',
        person: ids.gu,
        post: ids.clerk,
        kind: 'acting',
        span: { from: '2026-12-01', until: null },
      },
    ])
  })

  test('a mistake is taken out where that can be; elsewhere it ends', () => {
    const mistake = { id: 'x', on: '2026-12-01', how: 'mistake' as const }

    expect(endRecord({ noun: 'line', ...mistake })).toEqual([{ verb: 'remove_line', id: 'x' }])
    expect(endRecord({ noun: 'unit', ...mistake })).toEqual([
      { verb: 'end_unit', id: 'x', on: '2026-12-01' },
    ])
    expect(endRecord({ noun: 'claim', ...mistake })).toEqual([
      { verb: 'retract_claim', id: 'x', on: '2026-12-01' },
    ])
  })
})
