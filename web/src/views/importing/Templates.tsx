/** Says that more than contacts can be imported, and hands out a small list of each kind to begin with. */
import { Button, Group, Text } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { meQuery } from '../../api/session'
import { serverLanguage } from '../../i18n'
import { importTables } from '../../kernels/importFields'
import { importTemplate } from '../../kernels/importTemplates'
import { Surface } from '../../parts/Surface'
import { saveFile } from '../../parts/saveFile'

export function Templates() {
  const { t, i18n } = useTranslation()
  const { data: me } = useQuery(meQuery)
  const language = serverLanguage(i18n.language)
  return (
    <Surface p="md">
      <Text fz="sm">{t('import.templates')}</Text>
      <Group gap="xs" mt="xs">
        {importTables.map((table) => {
          const label = t(`exportTable.${table}`)
          return (
            <Button
              key={table}
              variant="light"
              size="xs"
              leftSection={<IconDownload size={14} stroke={1.6} />}
              aria-label={t('import.templateOf', { table: label })}
              onClick={() => {
                const text = importTemplate(table, language, me?.user.login ?? '')
                saveFile(new Blob([text], { type: 'text/csv' }), `${label}.csv`)
              }}
            >
              {label}
            </Button>
          )
        })}
      </Group>
    </Surface>
  )
}
