/** Opens the page at an address, whole but for the browser's own history. */

import { notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import { createMemoryHistory, RouterProvider } from '@tanstack/react-router'
import { cleanup, render } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { queryClient } from '../src/api/queryClient'
import { Look } from '../src/parts/Look'
import { makeRouter } from '../src/router'

export function openPage(address: string) {
  cleanup()
  notifications.clean()
  queryClient.clear()
  const router = makeRouter(createMemoryHistory({ initialEntries: [address] }))
  render(
    <QueryClientProvider client={queryClient}>
      <Look env="test">
        <RouterProvider router={router} />
      </Look>
    </QueryClientProvider>,
  )
  return { router, user: userEvent.setup({ delay: null }) }
}
