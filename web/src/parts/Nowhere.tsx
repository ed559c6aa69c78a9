/** What a place says where nothing stands, or nothing that may be seen: the way back. */
import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { EmptyState } from './EmptyState'

export function Nowhere() {
  const { t } = useTranslation()
  return (
    <EmptyState
      title={t('notFound.title')}
      actions={
        <Button component={Link} to="/" variant="light">
          {t('notFound.home')}
        </Button>
      }
    >
      {t('notFound.lead')}
    </EmptyState>
  )
}
