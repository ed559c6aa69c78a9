/** From when until when a record holds; both ends may be open. */
import { SimpleGrid } from '@mantine/core'
import type { GetInputPropsReturnType } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { DayField } from './DayField'

interface Props {
  from: GetInputPropsReturnType
  until: GetInputPropsReturnType
}

export function SpanFields({ from, until }: Props) {
  const { t } = useTranslation()
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }}>
      <DayField label={t('form.from')} description={t('form.fromHint')} {...from} />
      <DayField label={t('form.until')} description={t('form.untilHint')} {...until} />
    </SimpleGrid>
  )
}
