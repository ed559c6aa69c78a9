/** The frame of the views before sign-in: a card that lies across the waterline. */
import { Group, Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './Doorway.module.css'
import { LanguageSwitch } from './LanguageSwitch'
import { SchemeSwitch } from './SchemeSwitch'
import { Surface } from './Surface'
import { useViewTitle } from './useViewTitle'

interface Props {
  title: string
  lead?: ReactNode
  children?: ReactNode
}

export function Doorway({ title, lead, children }: Props) {
  const { t } = useTranslation()
  useViewTitle(title)
  return (
    <div className={styles.door}>
      <div className={styles.sea} aria-hidden>
        <div className={styles.swell} />
        <div className={styles.deep} />
      </div>
      <Group className={styles.switches} gap="xs">
        <LanguageSwitch />
        <SchemeSwitch />
      </Group>
      <main className={styles.middle}>
        <Stack align="center" gap={4} mb="xl">
          <img src="/mark.svg" alt="" width={52} height={52} />
          <Text fw={650} fz={22} mt="xs">
            {t('product.name')}
            <Text span c="dimmed" fw={400} fz={18} ml={8}>
              {t('product.otherName')}
            </Text>
          </Text>
          <Text c="dimmed" fz="sm" ta="center">
            {t('product.line')}
          </Text>
        </Stack>
        <Surface p={{ base: 'lg', sm: 32 }} shadow="lg" w="100%" maw={440}>
          <Title order={1} size="h3" mb={lead ? 4 : 'lg'}>
            {title}
          </Title>
          {lead && (
            <Text c="dimmed" fz="sm" mb="lg">
              {lead}
            </Text>
          )}
          {children}
        </Surface>
      </main>
    </div>
  )
}
