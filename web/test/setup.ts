/** Before each page test: Chinese, and an empty memory of the device. */
import { afterEach, beforeEach, vi } from 'vitest'

localStorage.setItem('waterline.language', 'zh-CN')

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
