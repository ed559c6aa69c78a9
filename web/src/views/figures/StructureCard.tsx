/** One question about the structure, with its answer. */
import { Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { Surface } from '../../parts/Surface'
import styles from './Structure.module.css'

interface Props {
  title: string
  lead: string
  /** Takes the whole width where there are two columns. */
  isWide?: boolean
  children: ReactNode
}

export function StructureCard({ title, lead, isWide, children }: Props) {
  return (
    <section className={isWide ? styles.wide : undefined}>
      <Surface p="lg" h="100%">
        <Title order={3} size="h4">
          {title}
        </Title>
        <Text fz="sm" c="dimmed" mb="md">
          {lead}
        </Text>
        {children}
      </Surface>
    </section>
  )
}
