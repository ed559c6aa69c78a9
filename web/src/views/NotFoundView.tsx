/** An address where nothing stands. */
import { Button, Center } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../parts/EmptyState'

export function NotFoundView() {
  const { t } = useTranslation()
  return (
    <Center component="main" mih="70vh">
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
    </Center>
  )
}
