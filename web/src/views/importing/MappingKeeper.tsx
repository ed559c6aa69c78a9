/** Kept mappings of columns: lays one on this file, or keeps the one at hand for later files of the same shape. */
import { Alert, Button, Group, Select, Text, TextInput, Title } from '@mantine/core'
import { IconAlertCircle, IconCheck } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { correctImport, keepMapping } from '../../api/imports'
import type { ImportState, Mapping } from '../../api/model'
import { requestKey } from '../../kernels/requestKey'
import { useAccount } from '../../parts/account'
import { problemText } from '../../parts/problemText'
import { Surface } from '../../parts/Surface'

interface Props {
  current: ImportState
  mapping: Mapping
  /** What the file is understood as with a kept mapping. */
  onLaid: (state: ImportState) => void
}

export function MappingKeeper({ current, mapping, onLaid }: Props) {
  const { t } = useTranslation()
  const { id } = useAccount()
  const [name, setName] = useState('')
  const fitting = current.fitting_mappings ?? []
  const laying = useMutation({
    mutationFn: (chosen: string) =>
      correctImport(current.id, { saved_mapping: chosen }, requestKey()),
    onSuccess: onLaid,
  })
  const keeping = useMutation({
    mutationFn: () => keepMapping(id, { name: name.trim(), mapping }),
  })
  const error = laying.error ?? keeping.error
  return (
    <Surface p="lg">
      <Title order={2} fz="md" mb={4}>
        {t('import.keptTitle')}
      </Title>
      <Text fz="sm" c="dimmed" mb="md">
        {t('import.keptLead')}
      </Text>
      <Group align="flex-end">
        {fitting.length > 0 && (
          <Select
            label={t('import.useKept')}
            placeholder={t('import.asFound')}
            w={{ base: '100%', xs: 260 }}
            data={fitting}
            disabled={laying.isPending}
            onChange={(chosen) => chosen && laying.mutate(chosen)}
          />
        )}
        <TextInput
          label={t('import.keepAs')}
          w={{ base: '100%', xs: 260 }}
          maxLength={100}
          value={name}
          onChange={(event) => {
            setName(event.currentTarget.value)
            keeping.reset()
          }}
        />
        <Button
          variant="default"
          disabled={!name.trim()}
          loading={keeping.isPending}
          leftSection={keeping.isSuccess ? <IconCheck size={16} /> : undefined}
          onClick={() => keeping.mutate()}
        >
          {t(keeping.isSuccess ? 'import.kept' : 'import.keep')}
        </Button>
      </Group>
      {error && (
        <Alert
          mt="md"
          color="red"
          variant="light"
          role="alert"
          icon={<IconAlertCircle size={18} />}
        >
          {problemText(error, t)}
        </Alert>
      )}
    </Surface>
  )
}
