/** An address where nothing stands. */
import { Center } from '@mantine/core'
import { Nowhere } from '../parts/Nowhere'

export function NotFoundView() {
  return (
    <Center component="main" mih="70vh">
      <Nowhere />
    </Center>
  )
}
