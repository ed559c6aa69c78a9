/** Before each page test: Chinese, and an empty memory of the device. */
import { configure } from '@testing-library/react'
import { afterEach, beforeEach, vi } from 'vitest'

localStorage.setItem('waterline.language', 'zh-CN')
// Views are loaded when they are needed, which takes its time on a busy machine.
configure({ asyncUtilTimeout: 10_000 })

beforeEach(async () => {
  localStorage.clear()
  const { chooseLanguage } = await import('../src/i18n')
  chooseLanguage('zh-CN')
})

afterEach(async () => {
  const { cleanup } = await import('@testing-library/react')
  cleanup()
  vi.unstubAllGlobals()
})
