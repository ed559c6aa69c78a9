/** Adds a person, post, unit or line. */
import { Button, Menu } from '@mantine/core'
import { IconBriefcase, IconBuilding, IconLine, IconPlus, IconUser } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../parts/account'

export function AddMenu() {
  const { t } = useTranslation()
  const { openForm } = useAccount()
  return (
    <Menu position="bottom-end" width={200} shadow="md">
      <Menu.Target>
        <Button leftSection={<IconPlus size={18} />}>{t('form.add')}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconUser size={16} />}
          onClick={() => openForm({ form: 'person' })}
        >
          {t('noun.person')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconBriefcase size={16} />}
          onClick={() => openForm({ form: 'post' })}
        >
          {t('noun.post')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconBuilding size={16} />}
          onClick={() => openForm({ form: 'unit' })}
        >
          {t('noun.unit')}
        </Menu.Item>
        <Menu.Item leftSection={<IconLine size={16} />} onClick={() => openForm({ form: 'line' })}>
          {t('noun.line')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
