/** Names the view in the browser's own title. */
import { useDocumentTitle } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'

export function useViewTitle(title: string) {
  const { t } = useTranslation()
  useDocumentTitle(`${title} · ${t('product.name')}`)
}
