/** Starts the page: look, language, queries and routes. */
import './i18n'
import './styles.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { queryClient } from './api/queryClient'
import { Look } from './parts/Look'
import { makeRouter } from './router'
import { allowTrustedStyles } from './trustedTypes'

allowTrustedStyles()

const router = makeRouter()

// A view kept from before signing out is read anew, so that nothing of it shows.
window.addEventListener('pageshow', (event) => {
  if (event.persisted) window.location.reload()
})

const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <Look>
          <RouterProvider router={router} />
        </Look>
      </QueryClientProvider>
    </StrictMode>,
  )
}
