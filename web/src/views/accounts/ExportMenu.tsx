/** Takes the account out as a file of any kind, as far as the reader may see it. */
import { ActionIcon, Menu } from '@mantine/core'
import { IconFileExport } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { exportAddress, exportFormats } from '../../api/exports'
import { useAccount } from '../../parts/account'
import styles from './AccountHeader.module.css'

export function ExportMenu() {
  const { t } = useTranslation()
  const { id } = useAccount()
  return (
    <Menu position="bottom-start" width={240} shadow="md">
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          c="dimmed"
          className={styles.edit}
          aria-label={t('export.open')}
          title={t('export.open')}
        >
          <IconFileExport size={16} stroke={1.6} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('export.note')}</Menu.Label>
        {exportFormats.map((format) => (
          <Menu.Item key={format} component="a" href={exportAddress(id, format)} download>
            {t(`export.${format}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
