import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import {
  sampleGaps,
  sampleKeyPeople,
  samplePaths,
  sampleStructure,
  sampleWhy,
} from '../../test/figures'
import { openPage } from '../../test/open'
import { ids } from '../../test/sample'
import { standIn } from '../../test/server'

const account = `/accounts/${ids.bureau}`
const answers = {
  [`GET ${account}/key-people`]: sampleKeyPeople,
  [`GET ${account}/people/${ids.lin}/why`]: sampleWhy,
  [`GET ${account}/structure`]: sampleStructure,
  [`GET ${account}/gaps`]: sampleGaps,
}

test('ranks stand with their band, and what is unknown is called unknown', async () => {
  standIn(answers)
  openPage(`${account}/key-people`)

  const rows = await screen.findAllByRole('row')
  const [, first, second] = rows
  expect(first?.textContent).toContain('程远')
  expect(
    within(first as HTMLElement).getByRole('img', { name: /^第 1 位；.*第 1–2 位/ }),
  ).toBeTruthy()
  expect(within(first as HTMLElement).getByText('未知')).toBeTruthy()
  expect(within(first as HTMLElement).getByText('未覆盖')).toBeTruthy()
  expect(within(second as HTMLElement).getByText('偏支持')).toBeTruthy()
  expect(within(second as HTMLElement).getByRole('img', { name: '中介：未知' })).toBeTruthy()
  expect(screen.queryByRole('img', { name: /^杠杆/ })).toBeNull()
})

test('a click opens what the numbers rest on, down to the claims', async () => {
  standIn(answers)
  const { router, user } = openPage(`${account}/key-people`)

  await user.click(await screen.findByRole('button', { name: '林若溪' }))

  const drawer = within(await screen.findByRole('dialog'))
  expect(await drawer.findByText('存在的可能 82%，强度 70%')).toBeTruthy()
  expect(drawer.getByText('弄清其态度可消除 34% 的不确定')).toBeTruthy()
  await user.click(drawer.getByRole('button', { name: '1 条情报' }))
  expect(drawer.getByText('计入，权重 31%')).toBeTruthy()
  expect(drawer.getByText('支持不排他')).toBeTruthy()
  expect(router.state.location.search).toEqual({ person: ids.lin })

  const chart = drawer.getByRole('link', { name: '在图上标出' })
  expect(chart.getAttribute('href')).toContain(`mark=${ids.lin}%2C${ids.gu}`)
})

test('sets, brokers, single points and camps are told by name', async () => {
  standIn(answers)
  const { user } = openPage(`${account}/key-people?part=sets`)

  expect(await screen.findByText('守门人')).toBeTruthy()
  expect(screen.getByText('第 1 个圈子，2 人')).toBeTruthy()
  await user.click(screen.getByText('谁离开会散'))
  expect(screen.getByText('部分组合为近似解。')).toBeTruthy()
})

test('a gap leads to whom it is about', async () => {
  standIn(answers)
  const { router, user } = openPage(`${account}/key-people?part=gaps`)

  expect(await screen.findByText('严重')).toBeTruthy()
  await user.click(screen.getByRole('link', { name: '查看程远' }))

  await waitFor(() =>
    expect(router.state.location.search).toEqual({ select: `person:${ids.cheng}` }),
  )
})

test('a path is told step by step, and a quiet period tells why there is none', async () => {
  standIn({ ...answers, [`GET ${account}/paths`]: samplePaths })
  openPage(`${account}/key-people?part=paths&to=${ids.cheng}`)

  expect(await screen.findByText('听取意见 · 60%')).toBeTruthy()
  expect(screen.getByText('客情 · 75%')).toBeTruthy()
  const steps = screen.getByRole('list', { name: '途经' })
  expect(await within(steps).findByText('沈知秋')).toBeTruthy()

  const quiet = { deal: ids.deal, reason: '招标公告', until: '2027-01-10' }
  standIn({ ...answers, [`GET ${account}/paths`]: { ...samplePaths, quiet, paths: [] } })
  openPage(`${account}/key-people?part=paths&to=${ids.cheng}`)

  expect(await screen.findByText('静默期内没有路径')).toBeTruthy()
  expect(screen.queryByText('客情 · 75%')).toBeNull()
})
