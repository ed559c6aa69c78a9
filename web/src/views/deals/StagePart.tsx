/** The stages of a deal from first to last, each with its seats. */
import { Button, Group } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Deal } from '../../api/model'
import { progressOf } from '../../kernels/deals'
import { templateStage } from '../../kernels/stagePlan'
import { useAccount } from '../../parts/account'
import { EmptyState } from '../../parts/EmptyState'
import { StageRow } from './StageRow'
import styles from './Stages.module.css'

export function StagePart({ deal }: { deal: Deal }) {
  const { t } = useTranslation()
  const { index, presets, mayEdit, openForm } = useAccount()
  const { stages, current } = progressOf(index, deal.id)
  const template = presets.stage_templates.find(({ id }) => id === deal.template)
  const adding = mayEdit && (
    <Button
      variant="light"
      leftSection={<IconPlus size={17} />}
      onClick={() => openForm({ form: 'stage', deal: deal.id })}
    >
      {t('stage.add')}
    </Button>
  )
  if (stages.length === 0)
    return (
      <EmptyState title={t('stage.emptyTitle')} actions={adding}>
        {t('stage.emptyLead')}
      </EmptyState>
    )
  return (
    <>
      <ol className={styles.stages}>
        {stages.map((stage) => (
          <StageRow
            key={stage.id}
            stage={stage}
            isCurrent={stage === current}
            guidance={templateStage(template, stage.name)}
          />
        ))}
      </ol>
      <Group mt="md">{adding}</Group>
    </>
  )
}
