import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { openPage } from '../../test/open'
import { standIn } from '../../test/server'

const users = [
  { id: 'user-1', name: '沈知秋', login: 'shen@example.org', administrator: true, locked: false },
  { id: 'user-2', name: '顾言舟', login: 'gu@example.org', administrator: false, locked: false },
]

test('an administrator gives somebody else another password', async () => {
  const log = standIn({ 'GET /users': { items: users }, 'PATCH /users/user-2': users[1] })
  const { user } = openPage('/users')

  await user.click(await screen.findByRole('button', { name: '重设 顾言舟 的密码' }))
  expect(screen.queryByRole('button', { name: '重设 沈知秋 的密码' })).toBeNull()
  const dialog = within(await screen.findByRole('dialog'))
  await user.type(dialog.getByLabelText(/新密码/), 'too short')
  await user.click(dialog.getByRole('button', { name: '重设密码' }))
  expect(dialog.getByText('密码至少需要 10 个字符。')).toBeTruthy()
  await user.type(dialog.getByLabelText(/新密码/), ' no longer')
  await user.click(dialog.getByRole('button', { name: '重设密码' }))

  expect(await screen.findByText('已重设 顾言舟 的密码')).toBeTruthy()
  expect(log.find((asked) => asked.method === 'PATCH')?.body).toEqual({
    password: 'too short no longer',
  })
})
