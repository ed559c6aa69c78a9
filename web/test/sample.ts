/** A fictional account for page tests: a city bureau in miniature. */
import type { AccountState, Presets } from '../src/api/model'

const always = { from: null, until: null }
const id = (number: number) => `0190a000-0000-7000-8000-${String(number).padStart(12, '0')}`

export const ids = {
  bureau: id(1),
  data: id(2),
  office: id(3),
  director: id(11),
  deputy: id(12),
  head: id(13),
  clerk: id(14),
  cheng: id(21),
  lin: id(22),
  gu: id(23),
  source: id(41),
}

const unit = (number: number, name: string, parent: string | null, kind: string | null = null) => ({
  id: id(number),
  parent,
  name,
  kind,
  level: null,
  outside: null,
  order: null,
  position: number,
  span: always,
  external_ids: [],
})
const post = (number: number, unitId: string, title: string) => ({
  id: id(number),
  unit: unitId,
  title,
  rank: null,
  order: null,
  position: number,
  span: always,
  external_ids: [],
})
const person = (number: number, name: string, email: string | null = null) => ({
  id: id(number),
  name,
  aliases: [],
  email,
  phone: null,
  mobile: null,
  external_ids: [],
})
const tenure = (
  number: number,
  personId: string,
  postId: string,
  kind: 'substantive' | 'concurrent' = 'substantive',
  from: string | null = null,
) => ({
  id: id(number),
  person: personId,
  post: postId,
  kind,
  position: number,
  span: { from, until: null },
})

export const sampleState: AccountState = {
  units: [
    unit(1, '澜湾市数据管理局', null, '政府工作部门'),
    unit(2, '数据资源处', ids.bureau, '内设机构'),
    unit(3, '办公室', ids.bureau, '内设机构'),
  ],
  posts: [
    post(11, ids.bureau, '局长'),
    post(12, ids.bureau, '副局长'),
    post(13, ids.data, '处长'),
    post(14, ids.office, '主任'),
  ],
  people: [
    person(21, '程远', 'cheng@example.org'),
    person(22, '林若溪', 'lin@example.org'),
    person(23, '顾言舟'),
  ],
  tenures: [
    tenure(31, ids.cheng, ids.director, 'substantive', '2024-03-01'),
    tenure(32, ids.lin, ids.deputy),
    tenure(33, ids.gu, ids.head),
    tenure(34, ids.lin, ids.clerk, 'concurrent'),
  ],
  lines: [
    {
      id: id(51),
      superior: { post: ids.director },
      subordinate: { post: ids.deputy },
      kind: 'solid',
      matter: null,
      primary: true,
      span: always,
    },
    {
      id: id(52),
      superior: { post: ids.deputy },
      subordinate: { unit: ids.data },
      kind: 'oversees',
      matter: '数据资源',
      primary: false,
      span: always,
    },
    {
      id: id(53),
      superior: { post: ids.deputy },
      subordinate: { post: ids.head },
      kind: 'solid',
      matter: null,
      primary: false,
      span: always,
    },
  ],
  claims: [
    {
      id: id(61),
      statement: { kind: 'stance', person: ids.lin, value: { scale: 'cn', level: '1' } },
      deal: null,
      source: ids.source,
      source_kind: 'colleague',
      grade: 'B2',
      observed_on: '2026-05-10',
      expires_on: '2027-05-10',
      review_on: null,
      purpose: 'offer_preparation',
      basis: 'legitimate_interest',
      tier: 'T1',
      readers: [],
      contradicts: null,
      retracted_on: null,
    },
    {
      id: id(62),
      statement: {
        kind: 'note',
        about: { person: ids.lin },
        text: '关注系统对接的工期与验收标准。',
      },
      deal: null,
      source: ids.source,
      source_kind: 'file',
      grade: 'F6',
      observed_on: '2026-02-01',
      expires_on: '2026-08-01',
      review_on: null,
      purpose: 'customer_care',
      basis: 'legitimate_interest',
      tier: 'T2',
      readers: [],
      contradicts: null,
      retracted_on: null,
    },
  ],
  sources: [{ id: ids.source, label: '来源甲', kind: 'colleague', name: null, readers: [] }],
}

export const samplePresets: Presets = {
  scales: [
    {
      axis: 'stance',
      id: 'cn',
      zh: '态度（五级）',
      en: 'Stance, Chinese practice',
      open: false,
      levels: [
        { id: '0', zh: '中立', en: 'Neutral', value: 0 },
        { id: '1', zh: '支持不排他', en: 'Supports, not only us', value: 0.4 },
      ],
    },
    {
      axis: 'rank',
      id: 'leadership',
      zh: '领导职务',
      en: 'Leadership',
      open: false,
      levels: [{ id: 'county', zh: '县处级正职', en: 'County level, head', value: 6 }],
    },
  ],
  tie_kinds: [
    {
      id: 'heeds',
      group: 'view',
      zh: '听取意见',
      en: 'heeds',
      mutual: false,
      direction: 'back',
      strength: 0.7,
      off: false,
    },
    {
      id: 'classmate',
      group: 'social',
      zh: '同学',
      en: 'classmate',
      mutual: true,
      direction: 'both',
      strength: 0.5,
      off: true,
    },
  ],
  purposes: [
    { id: 'customer_care', zh: '客户服务', en: 'Customer care' },
    { id: 'offer_preparation', zh: '方案准备', en: 'Preparing an offer' },
  ],
  bases: [
    { id: 'legitimate_interest', zh: '正当利益', en: 'Legitimate interest' },
    { id: 'consent', zh: '本人同意', en: 'Consent' },
  ],
  source_kinds: [{ id: 'own_observation', zh: '我方亲见', en: 'Seen by ours' }],
}
