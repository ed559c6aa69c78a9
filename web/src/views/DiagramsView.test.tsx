import { screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { openPage } from '../../test/open'
import { ids } from '../../test/sample'
import { Refused, standIn } from '../../test/server'

const account = `/accounts/${ids.bureau}`
const described = {
  paths: {
    '/api/v1/accounts/{account}/diagrams/{diagram}.{format}': {
      get: {
        parameters: [
          { name: 'diagram', schema: { enum: ['org-chart', 'fishbone'] } },
          { name: 'format', schema: { enum: ['svg', 'png', 'pdf', 'json'] } },
          { name: 'kind' },
          { name: 'deal' },
        ],
      },
    },
  },
}
const picture = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text>骨</text></svg>'

test('the diagrams are those that the server describes, and each is asked what concerns it', async () => {
  const log = standIn({
    'GET /openapi.json': described,
    [`GET ${account}/diagrams/fishbone.svg`]: picture,
  })
  const { router, user } = openPage(`${account}/diagrams`)

  await user.click(await screen.findByRole('combobox', { name: '哪一种图' }))
  await user.click(await screen.findByRole('option', { name: '鱼骨图' }))
  await user.click(await screen.findByRole('combobox', { name: '哪一种鱼骨图' }))
  await user.click(await screen.findByRole('option', { name: 'F3 原因' }))

  await waitFor(() =>
    expect(router.state.location.search).toEqual({ diagram: 'fishbone', kind: 'F3' }),
  )
  await waitFor(() =>
    expect(log.filter(({ path }) => path.endsWith('fishbone.svg')).length).toBe(2),
  )

  await user.click(screen.getByRole('button', { name: '下载' }))
  const pdf = await screen.findByRole('menuitem', { name: 'PDF，一整页' })
  expect(pdf.getAttribute('href')).toContain('/diagrams/fishbone.pdf?lang=zh&theme=light&kind=F3')
})

test('a diagram that cannot be drawn tells why', async () => {
  standIn({
    'GET /openapi.json': described,
    [`GET ${account}/diagrams/fishbone.svg`]: new Refused(422, { detail: '这个客户还没有项目。' }),
  })
  openPage(`${account}/diagrams?diagram=fishbone`)

  expect(await screen.findByText('这个客户还没有项目。')).toBeTruthy()
})
