import { expect, test } from 'vitest'
import { ids, sampleState } from '../../test/sample'
import type { Line, Post, Unit } from '../api/model'
import { addUnit } from './addUnit'
import { drawLine } from './drawLine'
import { editLine } from './editLine'
import { editPost } from './editPost'
import { editUnit } from './editUnit'

const unit = sampleState.units[1] as Unit
const post = sampleState.posts[2] as Post
const line = sampleState.lines[1] as Line

test('a unit moves by another parent', () => {
  const values = {
    parent: ids.office,
    name: '数据资源处',
    kind: '内设机构',
    level: '',
    outside: null,
    order: null,
    from: null,
    until: null,
  }

  expect(editUnit(unit, values)).toEqual([
    { verb: 'edit_unit', id: ids.data, set: { parent: ids.office } },
  ])
})

test('blank texts of a new unit are kept as nothing', () => {
  const values = {
    parent: null,
    name: ' 专家组 ',
    kind: ' ',
    level: '',
    outside: 'expert_panel' as const,
    order: 3,
    from: null,
    until: null,
  }

  expect(addUnit(values)).toEqual([
    {
      verb: 'add_unit',
      parent: null,
      name: '专家组',
      kind: null,
      level: null,
      outside: 'expert_panel',
      order: 3,
      span: { from: null, until: null },
    },
  ])
})

test('a post keeps its other fields when its rank is set', () => {
  const rank = { scale: 'leadership', level: 'county' }
  const values = { unit: ids.data, title: '处长', rank, order: null, from: null, until: null }

  expect(editPost(post, values)).toEqual([{ verb: 'edit_post', id: ids.head, set: { rank } }])
})

test('a line leads from place to place, posts and units alike', () => {
  const values = {
    superior: `post:${ids.deputy}`,
    subordinate: `unit:${ids.data}`,
    kind: 'oversees' as const,
    matter: '数据资源',
    primary: false,
    from: null,
    until: null,
  }

  expect(drawLine(values)[0]).toMatchObject({
    superior: { post: ids.deputy },
    subordinate: { unit: ids.data },
    matter: '数据资源',
  })
  expect(editLine(line, values)).toEqual([])
  expect(editLine(line, { ...values, kind: 'guidance' })).toEqual([
    { verb: 'edit_line', id: line.id, set: { kind: 'guidance' } },
  ])
})
