import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { openPage } from '../../test/open'
import { ids, sampleState } from '../../test/sample'
import { Refused, standIn } from '../../test/server'
import { queryClient } from '../api/queryClient'

const reader = {
  user: { id: 'user-2', name: '沈知秋', login: 'shen@example.org', administrator: false },
  roles: [{ account: ids.bureau, role: 'reader' }],
}
const chart = `/accounts/${ids.bureau}`

test('the panel of a selected person shows posts, lines and claims', async () => {
  standIn()
  openPage(`${chart}?select=person:${ids.lin}`)

  const panel = within(await screen.findByRole('complementary'))

  expect(panel.getByRole('heading', { name: '林若溪' })).toBeTruthy()
  expect(panel.getByText('兼任')).toBeTruthy()
  expect(panel.getByRole('button', { name: '程远 · 局长' })).toBeTruthy()
  expect(panel.getByText('支持不排他')).toBeTruthy()
  expect(panel.getByText('B2')).toBeTruthy()
  expect(panel.getByText('已过期')).toBeTruthy()
})

test('finding a person selects him or her, in the address too', async () => {
  standIn()
  const { router, user } = openPage(chart)

  await user.type(await screen.findByLabelText('查找人员、岗位、部门'), '顾言')
  await user.click(await screen.findByText('处长 · 数据资源处'))

  await waitFor(() =>
    expect(router.state.location.search).toMatchObject({ select: `person:${ids.gu}` }),
  )
})

test('an edit sends one change, and a refusal stands at its field', async () => {
  let refusals = 1
  const log = standIn({
    [`POST ${chart}/changes`]: () =>
      refusals-- > 0
        ? new Refused(422, {
            title: 'Refused',
            status: 422,
            detail: '更改未被接受。',
            errors: [{ pointer: '/changes/0/set/email', detail: '邮箱写法不对。' }],
          })
        : { batch: 'batch-7', records: [] },
  })
  const { user } = openPage(`${chart}?select=person:${ids.lin}`)

  await user.click(await screen.findByRole('button', { name: '编辑' }))
  const dialog = within(await screen.findByRole('dialog'))
  const email = dialog.getByLabelText<HTMLInputElement>('工作邮箱')
  await user.clear(email)
  await user.type(email, 'lin@')
  await user.click(dialog.getByRole('button', { name: '保存' }))

  expect(await dialog.findByText('邮箱写法不对。')).toBeTruthy()

  await user.type(email, 'example.net')
  await user.click(dialog.getByRole('button', { name: '保存' }))

  expect(await screen.findByText('已保存')).toBeTruthy()
  expect(log.filter((asked) => asked.method === 'POST').at(-1)?.body).toEqual({
    changes: [{ verb: 'edit_person', id: ids.lin, set: { email: 'lin@example.net' } }],
  })
})

test('a reader sees no way to change anything', async () => {
  standIn({
    [`GET ${chart}`]: { id: ids.bureau, name: '澜湾市数据管理局', role: 'reader' },
    'GET /me': reader,
  })
  openPage(`${chart}?select=person:${ids.lin}`)

  await screen.findByRole('complementary')

  expect(screen.queryByRole('button', { name: '编辑' })).toBeNull()
  expect(screen.queryByRole('button', { name: '添加' })).toBeNull()
  expect(screen.queryByRole('link', { name: '导入' })).toBeNull()
})

test('an account without anybody tells what to do next', async () => {
  const nothing = Object.fromEntries(
    Object.keys(sampleState).map((noun) => [`GET ${chart}/${noun}`, { items: [] }]),
  )
  standIn(nothing)
  openPage(chart)

  expect(await screen.findByText('这张图还是空的')).toBeTruthy()
  expect(screen.getByRole('link', { name: '导入通讯录' })).toBeTruthy()
})

test('the history undoes a batch', async () => {
  const log = standIn({
    [`GET ${chart}/changes`]: {
      items: [
        {
          batch: 'batch-12',
          kind: 'changes',
          touched: [],
          at: '2026-11-23T10:20:00Z',
          by: 'u',
          by_name: '沈知秋',
          changes: [{ verb: 'edit_person', id: ids.gu, set: { email: null } }],
          undoes: null,
        },
      ],
    },
    [`POST ${chart}/changes/batch-12/undo`]: { batch: 'batch-13' },
  })
  const { user } = openPage(`${chart}/history`)

  expect(await screen.findByText('编辑人员 · 顾言舟')).toBeTruthy()
  await user.click(screen.getByRole('button', { name: /^撤销：编辑人员/ }))

  expect(await screen.findByText('已撤销')).toBeTruthy()
  expect(log.some((asked) => asked.path === `${chart}/changes/batch-12/undo`)).toBe(true)
})

test('a mark of a diagram opens what is known of it, with the way to its deal', async () => {
  standIn()
  openPage(`${chart}?select=seat:${ids.seat}`)

  const panel = within(await screen.findByRole('complementary'))

  expect(panel.getByText('席位')).toBeTruthy()
  const way = panel.getByRole('link')
  expect(way.getAttribute('href')).toBe(`${chart}/deals/${ids.deal}`)
})

test('a quiet period of the whole account is kept with its reason', async () => {
  const log = standIn({ [`POST ${chart}/changes`]: { batch: 'batch-8', records: [] } })
  const { user } = openPage(chart)

  await user.click(await screen.findByRole('button', { name: '编辑客户' }))
  const dialog = within(await screen.findByRole('dialog'))
  await user.click(await dialog.findByRole('button', { name: /添加静默期/ }))
  await user.click(dialog.getByRole('button', { name: '保存' }))
  expect(await dialog.findByText(/每段静默期都要有/)).toBeTruthy()
  expect(log.some(({ method }) => method === 'POST')).toBe(false)

  await user.type(dialog.getByLabelText('开始日'), '2026-12-01{Enter}')
  await user.type(dialog.getByLabelText('原因'), '评标')
  await user.click(dialog.getByRole('button', { name: '保存' }))

  await waitFor(() => expect(log.some(({ method }) => method === 'POST')).toBe(true))
  expect(log.find(({ method }) => method === 'POST')?.body).toMatchObject({
    changes: [
      {
        verb: 'edit_account',
        set: {
          quiet_periods: [{ span: { from: '2026-12-01', until: null }, reason: '评标' }],
        },
      },
    ],
  })
})

test('an account that is not there is asked for once and shows the way back', async () => {
  const log = standIn({ [`GET ${chart}`]: new Refused(404, { status: 404 }) })
  openPage(chart)

  const back = await screen.findByRole('link', { name: '回到客户列表' })

  expect(back.getAttribute('href')).toBe('/')
  expect(log.filter((asked) => asked.path.startsWith(chart)).map((asked) => asked.path)).toEqual([
    chart,
  ])
})

test('a chart is called empty only when its lists are fresh', async () => {
  const empty = Object.fromEntries(
    Object.keys(sampleState).map((noun) => [`GET ${chart}/${noun}`, { items: [] }]),
  )
  let fresh: (page: object) => void = () => undefined
  let isAsked = false
  standIn({
    ...empty,
    [`GET ${chart}/people`]: () => {
      if (isAsked) return new Promise((done) => (fresh = done))
      isAsked = true
      return { items: [] }
    },
  })
  openPage(chart)
  expect(await screen.findByText('这张图还是空的')).toBeTruthy()

  void queryClient.invalidateQueries({ queryKey: ['accounts', ids.bureau] })
  await waitFor(() => expect(screen.queryByText('这张图还是空的')).toBeNull())
  fresh({ items: [] })
  expect(await screen.findByText('这张图还是空的')).toBeTruthy()
})
