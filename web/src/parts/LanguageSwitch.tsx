/** Switches between the two languages; each names the other in itself. */
import { Button } from '@mantine/core'
import { IconLanguage } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useSpeak } from './useSpeak'

export function LanguageSwitch() {
  const { i18n } = useTranslation()
  const speak = useSpeak()
  const other = i18n.language === 'en' ? 'zh-CN' : 'en'
  return (
    <Button
      variant="subtle"
      color="gray"
      size="compact-md"
      fz="sm"
      c="var(--mantine-color-text)"
      fw={500}
      leftSection={<IconLanguage size={18} stroke={1.6} />}
      lang={other}
      onClick={() => speak(other)}
    >
      {other === 'en' ? 'English' : '中文'}
    </Button>
  )
}
