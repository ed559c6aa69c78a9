/** Downloads the chart as it is shown. */
import { Button, Menu } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { type DrawingOptions, orgChartAddress } from '../../api/drawings'
import { useAccount } from '../../parts/account'

export function DownloadMenu({ options }: { options: DrawingOptions }) {
  const { t } = useTranslation()
  const { id, name } = useAccount()
  const printed: DrawingOptions = { ...options, theme: 'print' }
  const offers = [
    { label: t('chart.downloadSvg'), extension: 'svg', as: options },
    { label: t('chart.downloadPng'), extension: 'png', as: options },
    { label: t('chart.downloadPrint'), extension: 'png', as: printed },
  ] as const
  return (
    <Menu position="bottom-end" width={240} shadow="md">
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={17} stroke={1.6} />}>
          {t('chart.download')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {offers.map(({ label, extension, as }) => (
          <Menu.Item
            key={label}
            component="a"
            href={orgChartAddress(id, extension, as)}
            download={`${name} ${t('chart.title')}.${extension}`}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
