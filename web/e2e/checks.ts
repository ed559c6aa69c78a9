/** What every stop of the journey is held to. */
import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'

/** Takes a picture of the view and holds it to the rules of accessibility. */
export async function lookAt(page: Page, name: string) {
  await page.waitForLoadState('networkidle')
  await page.evaluate(() => document.fonts.ready)
  await page.screenshot({ path: test.info().outputPath(`${name}.png`) })
  const { violations } = await new AxeBuilder({ page }).analyze()
  const serious = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join('\n')}`)
  expect(serious, `axe on ${name}`).toEqual([])
}

/** Collects what the browser complains of: errors, and what the content security policy stopped. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    const isRefusedRequest = message.text().includes('Failed to load resource')
    if (message.type() === 'error' && !isRefusedRequest) complaints.push(message.text())
  })
  page.on('request', (request) => {
    const { hostname, protocol } = new URL(request.url())
    if (protocol.startsWith('http') && hostname !== '127.0.0.1')
      complaints.push(`outside request: ${request.url()}`)
  })
  return complaints
}
