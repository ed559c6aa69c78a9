/** Makes a mistyped text key a type error. */
import 'i18next'
import type zh from './locales/zh-CN.json'

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof zh }
  }
}
