/** Browser tests against a real binary; the harness in e2e/ starts it. */
import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: 'e2e',
  workers: 1,
  timeout: 600_000,
  retries: 0,
  expect: { timeout: 60_000 },
  reporter: [['list']],
  use: {
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
    },
    viewport: { width: 1360, height: 860 },
    trace: 'retain-on-failure',
    actionTimeout: 60_000,
  },
})
