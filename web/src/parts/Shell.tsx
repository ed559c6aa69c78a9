/** The frame around every signed-in view: header, waterline, content. */
import { Group } from '@mantine/core'
import { Outlet } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { LanguageSwitch } from './LanguageSwitch'
import { SchemeSwitch } from './SchemeSwitch'
import styles from './Shell.module.css'
import { UserMenu } from './UserMenu'
import { useSessionWatch } from './useSessionWatch'
import { Wordmark } from './Wordmark'

export function Shell() {
  const { t } = useTranslation()
  useSessionWatch()
  return (
    <div className={styles.shell}>
      <a href="#content" className={styles.skip}>
        {t('shell.skip')}
      </a>
      <header className={styles.header}>
        <Wordmark />
        <Group gap="xs" ml="auto" wrap="nowrap">
          <LanguageSwitch />
          <SchemeSwitch />
          <UserMenu />
        </Group>
      </header>
      <div className={styles.wave} aria-hidden />
      <main id="content" className={styles.main} tabIndex={-1}>
        <Outlet />
      </main>
    </div>
  )
}
