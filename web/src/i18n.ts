/** The two languages of the page; Chinese first, English complete. */
import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { isolated } from './kernels/isolated'
import en from './locales/en.json'
import zh from './locales/zh-CN.json'

export type Language = 'zh-CN' | 'en'

const storageKey = 'waterline.language'

/** The language chosen last on this device, else the browser's. */
export function firstLanguage(): Language {
  const stored = localStorage.getItem(storageKey)
  if (stored === 'zh-CN' || stored === 'en') return stored
  const asked = navigator.languages ?? [navigator.language]
  return asked.length > 0 && !asked.some((tag) => tag?.toLowerCase().startsWith('zh'))
    ? 'en'
    : 'zh-CN'
}

/** Shows the page in `language` and remembers it on this device. */
export function chooseLanguage(language: Language) {
  localStorage.setItem(storageKey, language)
  document.documentElement.lang = language
  void i18next.changeLanguage(language)
}

/** The page's language as the server spells it. */
export function serverLanguage(language: string): 'zh' | 'en' {
  return language.startsWith('zh') ? 'zh' : 'en'
}

const language = firstLanguage()
document.documentElement.lang = language

void i18next.use(initReactI18next).init({
  lng: language,
  fallbackLng: 'zh-CN',
  resources: { 'zh-CN': { translation: zh }, en: { translation: en } },
  // React escapes for HTML; here names are kept from turning the sentence around them.
  interpolation: { escapeValue: true, escape: isolated },
  initAsync: false,
})

export default i18next
