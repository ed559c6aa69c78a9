/** Takes a file by choice or by drop. */
import { Alert, Button, FileButton, List, Stack, Text } from '@mantine/core'
import { IconAlertCircle, IconTable } from '@tabler/icons-react'
import { type DragEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { problemText } from '../../parts/problemText'
import { Busy } from './Busy'
import styles from './ChooseFile.module.css'
import { Templates } from './Templates'

interface Props {
  onFile: (file: File) => void
  /** The key of the request under way. */
  request: string | null
  error: unknown
}

const accepted = '.csv,.tsv,.txt,.xlsx,.xls,.et,.xlsb,.ods,.vcf,.json,.graphml,.xml'

export function ChooseFile({ onFile, request, error }: Props) {
  const { t } = useTranslation()
  const busy = request !== null
  const [over, setOver] = useState(false)

  function drop(event: DragEvent) {
    event.preventDefault()
    setOver(false)
    const file = event.dataTransfer.files[0]
    if (file && !busy) onFile(file)
  }

  return (
    <Stack>
      {Boolean(error) && (
        <Alert
          color="red"
          variant="light"
          role="alert"
          icon={<IconAlertCircle size={18} />}
          title={t('import.refused')}
        >
          {problemText(error, t)}
        </Alert>
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a further way beside the button. */}
      <div
        className={styles.drop}
        data-over={over || undefined}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <IconTable size={40} stroke={1.2} aria-hidden />
        <Text fw={550} fz="lg">
          {t(busy ? 'import.reading' : 'import.drop')}
        </Text>
        {request && <Busy request={request} label={t('import.reading')} />}
        <FileButton onChange={(file) => file && onFile(file)} accept={accepted} disabled={busy}>
          {(props) => (
            <Button {...props} variant="light" disabled={busy}>
              {t('import.browse')}
            </Button>
          )}
        </FileButton>
      </div>
      <Templates />
      <List fz="sm" c="dimmed" spacing={4}>
        <List.Item>{t('import.hintKinds')}</List.Item>
        <List.Item>{t('import.hintLists')}</List.Item>
        <List.Item>{t('import.hintSafe')}</List.Item>
      </List>
    </Stack>
  )
}
