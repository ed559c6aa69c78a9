/** Buttons for who does not zoom by wheel or keys. */
import { ActionIcon, Tooltip } from '@mantine/core'
import { IconArrowsMaximize, IconMinus, IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import styles from './ChartCanvas.module.css'
import type { CameraControls } from './useCamera'

export function CanvasControls({ camera }: { camera: CameraControls }) {
  const { t } = useTranslation()
  const buttons = [
    { label: t('chart.zoomIn'), icon: <IconPlus size={18} />, act: () => camera.zoomBy(1.4) },
    { label: t('chart.zoomOut'), icon: <IconMinus size={18} />, act: () => camera.zoomBy(1 / 1.4) },
    { label: t('chart.fit'), icon: <IconArrowsMaximize size={17} stroke={1.7} />, act: camera.fit },
  ]
  return (
    <div className={styles.controls}>
      {buttons.map(({ label, icon, act }) => (
        <Tooltip key={label} label={label} position="left">
          <ActionIcon
            variant="subtle"
            color="gray"
            c="var(--mantine-color-text)"
            size="lg"
            aria-label={label}
            onClick={act}
          >
            {icon}
          </ActionIcon>
        </Tooltip>
      ))}
    </div>
  )
}
