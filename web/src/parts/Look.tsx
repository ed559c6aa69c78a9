/** Gives everything within it the look, the calendar's language and a place for notices. */
import {
  createTheme,
  MantineProvider,
  type MantineThemeOverride,
  mergeThemeOverrides,
} from '@mantine/core'
import { DatesProvider } from '@mantine/dates'
import { Notifications } from '@mantine/notifications'
import 'dayjs/locale/zh-cn'
import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { surfaces, theme } from '../theme'

interface Props {
  /** Tests switch animations off. */
  env?: 'default' | 'test'
  children: ReactNode
}

export function Look({ env = 'default', children }: Props) {
  const { t, i18n } = useTranslation()
  const close = t('form.close')
  const clear = t('form.clear')
  const spoken = useMemo(() => withLabels(close, clear), [close, clear])
  return (
    <MantineProvider
      env={env}
      theme={spoken}
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

/** Names the buttons that close dialogs and notices or clear fields, which show a cross only. */
function withLabels(close: string, clear: string): MantineThemeOverride {
  const closeButtonProps = { 'aria-label': close }
  return mergeThemeOverrides(
    theme,
    createTheme({
      components: {
        InputClearButton: { defaultProps: { 'aria-label': clear } },
        Modal: { defaultProps: { closeButtonProps } },
        Notification: { defaultProps: { closeButtonProps } },
      },
    }),
  )
}
