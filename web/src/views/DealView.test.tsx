import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { openPage } from '../../test/open'
import { ids } from '../../test/sample'
import { standIn } from '../../test/server'

const account = `/accounts/${ids.bureau}`
const deal = `${account}/deals/${ids.deal}`

test('the list tells how far a deal is and leads to it', async () => {
  standIn()
  const { router, user } = openPage(`${account}/deals`)

  expect(await screen.findByText('1／2 个阶段已完成')).toBeTruthy()
  expect(screen.getByText('当前：定标')).toBeTruthy()
  await user.click(screen.getByRole('link', { name: '政务数据平台二期' }))

  await waitFor(() => expect(router.state.location.pathname).toBe(deal))
  expect(await screen.findByText('程远 · 局长')).toBeTruthy()
  expect(screen.getByText('4 票中 3 票')).toBeTruthy()
  expect(screen.getByText('空缺')).toBeTruthy()
})

test('a template lays out stages, days and quiet period in one batch', async () => {
  const log = standIn({ [`POST ${account}/changes`]: { batch: 'batch-1', records: [] } })
  const { user } = openPage(`${account}/deals`)

  await user.click(await screen.findByRole('button', { name: '新建项目' }))
  const dialog = within(await screen.findByRole('dialog'))
  await user.type(dialog.getByLabelText(/^项目名称/), '平台三期')
  await user.click(dialog.getByRole('combobox', { name: '阶段模板' }))
  await user.click(await screen.findByRole('option', { name: '三步采购' }))
  await user.click(dialog.getByRole('button', { name: '保存' }))

  await screen.findByText('已保存')
  expect(log.find((asked) => asked.method === 'POST')?.body).toMatchObject({
    changes: [
      { verb: 'add_deal', name: '平台三期', quiet_periods: [{ reason: '招标' }] },
      { verb: 'add_stage', name: '方案设计', order: 1 },
      { verb: 'add_stage', name: '招标', order: 2 },
      { verb: 'add_stage', name: '定标', order: 3 },
      { verb: 'add_stage', name: '实施', order: 4 },
    ],
  })
})

test('the guidance of a stage comes from its template', async () => {
  standIn()
  const { user } = openPage(deal)

  await user.click(await screen.findByRole('button', { name: '“定标”的指引' }))

  expect(screen.getByText('私下接触')).toBeTruthy()
})

test('causes, actions and contacts stand in their parts', async () => {
  const log = standIn({ [`POST ${account}/changes`]: { batch: 'batch-2', records: [] } })
  const { user } = openPage(`${deal}?part=causes`)

  expect(await screen.findByText('财评排期靠后')).toBeTruthy()
  expect(screen.getByText('可能 40%')).toBeTruthy()
  await user.click(screen.getByRole('checkbox', { name: '已完成：提供测算口径' }))
  await screen.findByText('已保存')
  expect(log.findLast((asked) => asked.method === 'POST')?.body).toMatchObject({
    changes: [{ verb: 'edit_action' }],
  })

  await user.click(screen.getByRole('tab', { name: '接触' }))
  expect(await screen.findByText('沈知秋 与 林若溪')).toBeTruthy()
})

test('a deal that is not there says so', async () => {
  standIn()
  openPage(`${account}/deals/0190a000-0000-7000-8000-999999999999`)

  expect(await screen.findByText('没有这个项目，或者您无权查看')).toBeTruthy()
})
