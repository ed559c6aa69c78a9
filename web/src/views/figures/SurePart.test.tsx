import { fireEvent, screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { sampleGaps, sampleOutcome, sampleTrend } from '../../../test/figures'
import { openPage } from '../../../test/open'
import { ids } from '../../../test/sample'
import { Refused, standIn } from '../../../test/server'

const account = `/accounts/${ids.bureau}`
const deal = `${account}/deals/${ids.deal}`
const answers = {
  [`GET ${deal}/outcome`]: sampleOutcome,
  [`GET ${deal}/trend`]: sampleTrend,
  [`GET ${account}/gaps`]: sampleGaps,
}

test('how sure we are is told with its band, the unknowns and what knowing nothing would give', async () => {
  standIn(answers)
  openPage(`${deal}?part=sure`)

  expect(await screen.findByText('42%')).toBeTruthy()
  expect(screen.getByText(/九成情形在 20% 与 66% 之间。$/)).toBeTruthy()
  expect(screen.getByText('不确定中有 61% 来自未知的态度。')).toBeTruthy()
  expect(screen.getByText('如果一无所知，按这些规则是 4%（空心圆）。')).toBeTruthy()
  expect(
    await screen.findByRole('img', { name: /2026-09-30：10%（0%–90%）.*2026-11-23：42%/ }),
  ).toBeTruthy()
})

test('what to learn next names the question and who could ask whom, or why nobody may', async () => {
  standIn(answers)
  openPage(`${deal}?part=sure`)

  expect(await screen.findByText('程远对“政务数据平台二期”持什么态度？')).toBeTruthy()
  expect(await screen.findByText('沈知秋 可问 林若溪（可靠程度 47%）')).toBeTruthy()
  expect(screen.getByText('静默期（招标公告）至 2027-01-10：不给出接触建议。')).toBeTruthy()
})

test('a dragged stance moves the figure, and nothing is written', async () => {
  const log = standIn({
    ...answers,
    [`POST ${deal}/outcome`]: {
      as_believed: sampleOutcome.chance,
      what_if: { mean: 0.58, low: 0.4, high: 0.7 },
    },
  })
  openPage(`${deal}?part=sure`)

  const slider = await screen.findByRole('slider', { name: '假如 程远 的态度' })
  fireEvent.keyDown(slider, { key: 'End', code: 'End' })

  expect(await screen.findByText('42% → 58%（+16 点）')).toBeTruthy()
  const posts = log.filter(({ method }) => method === 'POST')
  expect(posts.every(({ path }) => path === `${deal}/outcome`)).toBe(true)
  expect(posts.at(-1)?.body).toEqual({ stances: [{ person: ids.cheng, value: 1 }] })

  fireEvent.click(screen.getByRole('button', { name: '复原' }))
  await waitFor(() => expect(screen.getByText('按现有判断：42%')).toBeTruthy())
})

test('what cannot be computed is told as a sentence', async () => {
  standIn({
    ...answers,
    [`GET ${deal}/outcome`]: new Refused(422, { detail: '席位的票数组合太多，无法精确计算。' }),
  })
  openPage(`${deal}?part=sure`)

  expect(await screen.findByText('席位的票数组合太多，无法精确计算。')).toBeTruthy()
})
