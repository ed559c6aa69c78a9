/** Turns the page to another language, and tells the server if somebody is signed in. */
import { useQueryClient } from '@tanstack/react-query'
import { changeMe } from '../api/administration'
import { meQuery } from '../api/session'
import { chooseLanguage, type Language, serverLanguage } from '../i18n'
import { useWrite } from './useWrite'

export function useSpeak() {
  const queries = useQueryClient()
  // Sentences of the server come in the language that it was told.
  const telling = useWrite({ write: changeMe, renew: [meQuery.queryKey, ['accounts']] })
  return (language: Language) => {
    chooseLanguage(language)
    if (queries.getQueryData(meQuery.queryKey))
      telling.mutate({ language: serverLanguage(language) })
  }
}
