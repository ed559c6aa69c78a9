/** What the signed-in user may open: settings, tokens, users, and the way out. */
import { Avatar, Menu, UnstyledButton } from '@mantine/core'
import { IconKey, IconLogout, IconSettings, IconUsers } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { meQuery, signOut } from '../api/session'
import { initials } from '../kernels/names'
import { useWrite } from './useWrite'

export function UserMenu() {
  const { t } = useTranslation()
  const { data: me } = useQuery(meQuery)
  const leaving = useWrite({ write: signOut })
  if (!me) return null
  return (
    <Menu position="bottom-end" width={220} shadow="md">
      <Menu.Target>
        <UnstyledButton aria-label={t('shell.userMenu', { name: me.user.name })}>
          <Avatar color="sea" radius="xl" size={34} variant="filled">
            {initials(me.user.name)}
          </Avatar>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{me.user.name}</Menu.Label>
        <Menu.Item component={Link} to="/settings" leftSection={<IconSettings size={16} />}>
          {t('settings.title')}
        </Menu.Item>
        <Menu.Item component={Link} to="/tokens" leftSection={<IconKey size={16} />}>
          {t('tokens.title')}
        </Menu.Item>
        {me.user.administrator && (
          <Menu.Item component={Link} to="/users" leftSection={<IconUsers size={16} />}>
            {t('users.title')}
          </Menu.Item>
        )}
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => leaving.mutate(undefined)}>
          {t('shell.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
