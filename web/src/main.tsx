/** Starts the page: look, language, queries and routes. */
import './i18n'
import './styles.css'
import { MantineProvider } from '@mantine/core'
import { DatesProvider } from '@mantine/dates'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { useTranslation } from 'react-i18next'
import { queryClient } from './api/queryClient'
import { router } from './router'
import { surfaces, theme } from './theme'
import { allowTrustedStyles } from './trustedTypes'

allowTrustedStyles()

function Page() {
  const { i18n } = useTranslation()
  return (
    <MantineProvider theme={theme} cssVariablesResolver={surfaces} defaultColorScheme="auto">
      <DatesProvider
        settings={{ locale: i18n.language === 'en' ? 'en' : 'zh-cn', firstDayOfWeek: 1 }}
      >
        <Notifications position="bottom-center" />
        <RouterProvider router={router} />
      </DatesProvider>
    </MantineProvider>
  )
}

const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <Page />
      </QueryClientProvider>
    </StrictMode>,
  )
}
