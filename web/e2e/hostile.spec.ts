/** Hostile names in a real browser: drawings and the page show them as text, run nothing and fetch nothing. */
import { type APIRequestContext, expect, type Page, test } from '@playwright/test'
import { complaintsOf } from './checks'
import { type Running, start } from './harness'

const password = 'a long and quiet harbour'
const hostile = '"><script>document.title="ran"</script><svg/onload=document.title="ran">'
const link = 'javascript:document.title="ran"'
const unit = '0190f0d0-0000-7000-8000-000000000001'
const post = '0190f0d0-0000-7000-8000-000000000002'
const person = '0190f0d0-0000-7000-8000-000000000003'

let server: Running

test.beforeAll(async () => {
  server = await start()
})

test.afterAll(async () => {
  await server?.stop()
})

test.use({ locale: 'en-GB' })

/** Makes the first user, who is signed in then, and an account in which everything has a hostile name. */
async function hostileAccount(request: APIRequestContext): Promise<string> {
  const token = new URL(server.setUpLink).searchParams.get('token')
  const headers = { origin: server.address }
  const user = { token, name: hostile, login: 'lin', password, language: 'en' }
  const made = await request.post(`${server.address}/api/v1/setup`, { data: user, headers })
  expect(made.status()).toBe(201)
  const accounts = `${server.address}/api/v1/accounts`
  const account = await (await request.post(accounts, { data: { name: hostile }, headers })).json()
  const note = (text: string) => ({
    verb: 'add_claim',
    source: unit,
    source_kind: 'colleague',
    grade: 'B2',
    observed_on: '2026-01-01',
    expires_on: '2036-01-01',
    purpose: 'customer_care',
    basis: 'legitimate_interest',
    tier: 'T2',
    statement: { kind: 'note', about: { person }, text },
  })
  const changes = [
    { verb: 'add_unit', id: unit, name: hostile },
    { verb: 'add_post', id: post, unit, title: hostile },
    { verb: 'add_person', id: person, name: hostile },
    { verb: 'start_tenure', person, post },
    { verb: 'add_source', id: unit, label: hostile },
    note(link),
    note(`https://example.org/${hostile}`),
  ]
  const written = await request.post(`${accounts}/${account.id}/changes`, {
    data: { changes },
    headers,
  })
  expect(written.status(), await written.text()).toBe(201)
  return account.id
}

/** What the page's policy stopped so far. */
async function watchPolicy(page: Page) {
  await page.addInitScript(() => {
    const stopped: string[] = []
    Object.assign(window, { stopped })
    document.addEventListener('securitypolicyviolation', (event) => {
      stopped.push(event.violatedDirective)
    })
  })
}

test('x2 x9 hostile names run nothing and fetch nothing', async ({ page, context }) => {
  const account = await hostileAccount(context.request)
  const complaints = complaintsOf(page)
  page.on('dialog', (dialog) => complaints.push(`dialog: ${dialog.message()}`))

  await test.step('x2 a drawing opened by its address is looked at and nothing else', async () => {
    for (const diagram of ['org-chart', 'fishbone']) {
      const address = `${server.address}/api/v1/accounts/${account}/diagrams/${diagram}.svg?kind=F6&person=${person}`
      const answer = await page.goto(address)
      expect(answer?.headers()).toMatchObject({
        'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
      })
      await expect(page.locator('svg text').filter({ hasText: 'script' }).first()).toBeVisible()
      expect(await page.locator('script, foreignObject, image, a, animate, style').count()).toBe(0)
      expect(await page.title()).not.toBe('ran')
    }
  })

  await test.step('x2 the policy would stop a script, and without the policy it would run', async () => {
    const address = `${server.address}/api/v1/accounts/${account}/diagrams/org-chart.svg`
    const script = '<script>document.documentElement.setAttribute("data-ran", "yes")</script></svg>'
    for (const isGuarded of [true, false]) {
      await page.route(address, async (route) => {
        const answer = await route.fetch()
        const { 'content-security-policy': policy, ...others } = answer.headers()
        const headers =
          isGuarded && policy ? { ...others, 'content-security-policy': policy } : others
        await route.fulfill({
          response: answer,
          headers,
          body: (await answer.text()).replace('</svg>', script),
        })
      })
      await page.goto(address)
      await expect(page.locator('svg text').first()).toBeVisible()
      const ran = await page.locator('svg').first().getAttribute('data-ran')
      expect(ran).toBe(isGuarded ? null : 'yes')
      await page.unroute(address)
    }
    // What the policy had to stop was put there by this test.
    complaints.length = 0
  })

  await test.step('x9 the page shows them as text, links of scripts too', async () => {
    await page.goto(`${server.address}/accounts/${account}?select=person:${person}`)
    await expect(page.locator('[data-ref^="person:"]').first()).toBeVisible()
    await page.locator('[data-ref^="person:"] text').first().click()
    const panel = page.getByRole('complementary')
    await expect(panel.getByText(link)).toBeVisible()
    expect(await page.locator('a[href^="javascript:" i]').count()).toBe(0)
    expect(await page.locator('script:not([src]), svg script, [onload], [onerror]').count()).toBe(0)
    expect(await page.title()).not.toBe('ran')
  })

  expect(complaints).toEqual([])
})

/** Tries to run scripts and to make markup from text, as an attacker would who got that far. */
async function attack(page: Page) {
  const tried = await page.evaluate(() => {
    const attempt = (what: () => unknown) => {
      try {
        what()
        return 'done'
      } catch (error) {
        return error instanceof Error ? error.name : 'refused'
      }
    }
    return {
      script: attempt(() => {
        const script = document.createElement('script')
        script.textContent = 'window.ran = true'
        document.head.append(script)
      }),
      markup: attempt(() => {
        document.createElement('div').innerHTML = '<img src=x onerror="window.ran = true">'
      }),
      text: attempt(() => {
        document.createElement('div').textContent = '<b>'
      }),
      handler: attempt(() => {
        const button = document.createElement('button')
        button.setAttribute('onclick', 'window.ran = true')
        document.body.append(button)
        button.click()
      }),
    }
  })
  const evaluated = await page.addScriptTag({ content: 'window.ran = eval("1")' }).then(
    () => 'done',
    () => 'refused',
  )
  const seen = await page.evaluate(() => ({
    ran: 'ran' in window,
    stopped: (window as unknown as { stopped: string[] }).stopped.length,
  }))
  return { ...tried, evaluated, ...seen }
}

test('x9 the policy of the page stops inline scripts, eval and markup from text', async ({
  page,
}) => {
  await watchPolicy(page)
  const answer = await page.goto(server.address)
  const policy = answer?.headers()['content-security-policy'] ?? ''
  expect(policy).toContain("script-src 'self';")
  expect(policy).toContain("require-trusted-types-for 'script'")
  expect(policy).not.toContain("'unsafe-eval'")

  const guarded = await attack(page)
  expect(guarded).toMatchObject({
    text: 'done',
    markup: 'TypeError',
    evaluated: 'refused',
    ran: false,
  })
  expect(guarded.stopped).toBeGreaterThan(0)

  // On a page without the policy the same attack does what it likes.
  await page.route(`${server.address}/bare`, (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>bare</title>' }),
  )
  await page.goto(`${server.address}/bare`)
  const open = await attack(page)
  expect(open).toMatchObject({ markup: 'done', evaluated: 'done', ran: true, stopped: 0 })
})
