import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { openPage } from '../../test/open'
import { Refused, standIn } from '../../test/server'

const signedOut = new Refused(401, { title: 'Signed out', status: 401 })

test('who is not signed in is led to the sign-in page, and back to where he or she was going', async () => {
  let signedIn = false
  const log = standIn({
    'GET /me': () =>
      signedIn
        ? {
            user: { id: 'u', name: '沈知秋', login: 's' },
            roles: [],
            administrator: false,
            language: 'zh-CN',
          }
        : signedOut,
    'POST /sessions': () => {
      signedIn = true
      return {}
    },
  })
  const { router, user } = openPage('/settings')

  await user.type(await screen.findByLabelText(/登录名/), 'shen@example.org')
  await user.type(screen.getByLabelText(/^密码/), 'correct horse')
  await user.click(screen.getByRole('button', { name: '登录' }))

  expect(await screen.findByRole('heading', { name: '设置' })).toBeTruthy()
  expect(router.state.location.pathname).toBe('/settings')
  expect(log.find((asked) => asked.method === 'POST')?.body).toEqual({
    login: 'shen@example.org',
    password: 'correct horse',
  })
})

test('a refused sign-in tells the server’s own sentence and keeps what was typed', async () => {
  standIn({
    'GET /me': signedOut,
    'POST /sessions': new Refused(401, {
      title: 'Wrong',
      status: 401,
      detail: '登录名或密码不对。',
    }),
  })
  const { user } = openPage('/sign-in')

  const login = await screen.findByLabelText<HTMLInputElement>(/登录名/)
  await user.type(login, 'shen')
  await user.type(screen.getByLabelText(/^密码/), 'wrong')
  await user.click(screen.getByRole('button', { name: '登录' }))

  expect((await screen.findByRole('alert')).textContent).toContain('登录名或密码不对。')
  expect(login.value).toBe('shen')
})

test('while there is no user, everything leads to set-up', async () => {
  standIn({ 'GET /me': signedOut, 'GET /setup': { needed: true } })

  const { router } = openPage('/')

  expect(await screen.findByText('请打开设置链接')).toBeTruthy()
  expect(router.state.location.pathname).toBe('/setup')
})

test('the language switch turns the whole page', async () => {
  standIn({ 'GET /me': signedOut })
  const { user } = openPage('/sign-in')

  await user.click(await screen.findByRole('button', { name: 'English' }))

  expect(await screen.findByRole('heading', { name: 'Sign in' })).toBeTruthy()
  expect(document.documentElement.lang).toBe('en')
})

test('a session that ends meanwhile leads to the sign-in page', async () => {
  let signedIn = true
  standIn({
    'GET /me': () =>
      signedIn
        ? {
            user: { id: 'u', name: '沈知秋', login: 's' },
            roles: [],
            administrator: true,
            language: 'zh-CN',
          }
        : signedOut,
    'GET /users': () => {
      signedIn = false
      return signedOut
    },
  })

  const { router } = openPage('/users')

  expect(await screen.findByRole('heading', { name: '登录' })).toBeTruthy()
  expect(router.state.location.search).toEqual({ next: '/users' })
})
