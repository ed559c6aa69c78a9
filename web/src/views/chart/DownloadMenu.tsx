/** Downloads a diagram as it is shown, in every kind of file that the server writes. */
import { Button, Menu } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type DrawingOptions, diagramOfferQuery, drawingAddress } from '../../api/drawings'
import { filesOf } from '../../kernels/diagrams'
import { useAccount } from '../../parts/account'

interface Props {
  diagram: string
  /** What the file is called, after the account. */
  title: string
  options: DrawingOptions
}

export function DownloadMenu({ diagram, title, options }: Props) {
  const { t } = useTranslation()
  const { id, name } = useAccount()
  const { data: offer } = useQuery(diagramOfferQuery)
  const offers = filesOf(offer, options).map(({ name, format, as }) => ({
    format,
    as,
    label: t(`download.${name}`),
  }))
  return (
    <Menu position="bottom-end" width={240} shadow="md">
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={17} stroke={1.6} />}>
          {t('chart.download')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {offers.map(({ format, as, label }) => (
          <Menu.Item
            key={label}
            component="a"
            href={drawingAddress(id, diagram, format, as)}
            download={`${name} ${title}.${format}`}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
