/** Takes the account out as a file of any kind, and says what that file does not hold. */
import { Alert, Button, Group, Modal, Radio, Select, Stack } from '@mantine/core'
import { IconAlertCircle, IconCheck, IconDownload } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type ExportFormat,
  type ExportTable,
  exportAccount,
  exportFormats,
} from '../../api/exports'
import { serverLanguage } from '../../i18n'
import { importTables } from '../../kernels/importFields'
import { useAccount } from '../../parts/account'
import { problemText } from '../../parts/problemText'
import { saveFile } from '../../parts/saveFile'

interface Props {
  opened: boolean
  onClose: () => void
}

export function ExportDialog({ opened, onClose }: Props) {
  const { t, i18n } = useTranslation()
  const { id, name } = useAccount()
  const [format, setFormat] = useState<ExportFormat>('xlsx')
  const [table, setTable] = useState<ExportTable>('contacts')
  const taking = useMutation({
    mutationFn: async () => {
      const lang = serverLanguage(i18n.language)
      const file = await exportAccount(id, format, format === 'csv' ? { table, lang } : { lang })
      const called = file.name || `${name}.${format}`
      saveFile(file.content, called)
      return { name: called, leftOut: file.leftOut }
    },
  })
  const taken = taking.data
  return (
    <Modal opened={opened} onClose={onClose} title={t('export.open')}>
      <Stack>
        <Radio.Group
          label={t('export.format')}
          description={t('export.note')}
          value={format}
          onChange={(value) => {
            setFormat(value as ExportFormat)
            taking.reset()
          }}
        >
          <Stack gap="sm" mt="sm">
            {exportFormats.map((value) => (
              <Radio
                key={value}
                value={value}
                label={t(`export.${value}`)}
                description={t(`exportHolds.${value}`)}
              />
            ))}
          </Stack>
        </Radio.Group>
        {format === 'csv' && (
          <Select
            label={t('export.table')}
            allowDeselect={false}
            data={importTables.map((value) => ({ value, label: t(`exportTable.${value}`) }))}
            value={table}
            onChange={(value) => {
              setTable(value as ExportTable)
              taking.reset()
            }}
          />
        )}
        {taken && (
          <Alert
            role="status"
            variant="light"
            color={taken.leftOut ? 'orange' : 'sea'}
            icon={taken.leftOut ? <IconAlertCircle size={18} /> : <IconCheck size={18} />}
            title={t('export.taken', { name: taken.name })}
          >
            {taken.leftOut ? t('export.leftOut', { leftOut: taken.leftOut }) : t('export.whole')}
          </Alert>
        )}
        {taking.error && (
          <Alert color="red" variant="light" role="alert" icon={<IconAlertCircle size={18} />}>
            {problemText(taking.error, t)}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('form.close')}
          </Button>
          <Button
            leftSection={<IconDownload size={17} stroke={1.6} />}
            loading={taking.isPending}
            onClick={() => taking.mutate()}
          >
            {t('export.take')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
