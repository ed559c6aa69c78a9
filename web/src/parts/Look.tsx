/** Gives everything within it the look, the calendar's language and a place for notices. */
import { MantineProvider } from '@mantine/core'
import { DatesProvider } from '@mantine/dates'
import { Notifications } from '@mantine/notifications'
import 'dayjs/locale/zh-cn'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { surfaces, theme } from '../theme'

interface Props {
  /** Tests switch animations off. */
  env?: 'default' | 'test'
  children: ReactNode
}

export function Look({ env = 'default', children }: Props) {
  const { i18n } = useTranslation()
  return (
    <MantineProvider
      env={env}
      theme={theme}
      cssVariablesResolver={surfaces}
      defaultColorScheme="auto"
    >
      <DatesProvider
        settings={{ locale: i18n.language === 'en' ? 'en' : 'zh-cn', firstDayOfWeek: 1 }}
      >
        <Notifications position="bottom-center" />
        {children}
      </DatesProvider>
    </MantineProvider>
  )
}
