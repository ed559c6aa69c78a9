/** Before each page test: Chinese, and an empty memory of the device. */
import { beforeEach } from 'vitest'

localStorage.setItem('waterline.language', 'zh-CN')

beforeEach(() => {
  localStorage.clear()
  localStorage.setItem('waterline.language', 'zh-CN')
})
