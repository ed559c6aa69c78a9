/** The template of a new deal, and the stages and days that come of it. */
import { Collapse, Group, Select, SimpleGrid, Stack, Text, UnstyledButton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconChevronDown } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dayOf } from '../../kernels/days'
import { plannedAward, plannedQuiet, planStages } from '../../kernels/stagePlan'
import { choicesOf, inLanguage } from '../../kernels/statements'
import { useAccount } from '../../parts/account'
import type { FormOf } from './ChangeForm'
import { DayField } from './DayField'
import type { DealValues } from './DealForm'
import styles from './StagePlanFields.module.css'

export function StagePlanFields({ form }: { form: FormOf<DealValues> }) {
  const { t, i18n } = useTranslation()
  const { presets } = useAccount()
  const [start, setStart] = useState(dayOf(new Date()))
  // Until somebody names a day of award, it follows from how long the stages usually take.
  const [awardOn, setAwardOn] = useState<string | null>(null)

  function plan(id: string | null, from: string, award: string | null) {
    const template = presets.stage_templates.find((candidate) => candidate.id === id)
    const stages = template ? planStages(template, from, award, i18n.language) : []
    form.setValues({
      template: template?.id ?? null,
      procurementMode: template ? inLanguage(template.mode, i18n.language) : '',
      stages,
      awardOn: award ?? (template ? plannedAward(template, stages) : null),
      quietPeriods: template ? plannedQuiet(template, stages, from, i18n.language) : [],
    })
  }

  return (
    <>
      <Select
        label={t('deal.template')}
        description={t('deal.templateHint')}
        placeholder={t('deal.noTemplate')}
        clearable
        data={choicesOf(presets.stage_templates, i18n.language)}
        value={form.values.template}
        onChange={(id) => plan(id, start, awardOn)}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <DayField
          label={t('deal.start')}
          clearable={false}
          value={start}
          onChange={(day) => {
            if (!day) return
            setStart(day)
            plan(form.values.template, day, awardOn)
          }}
        />
        <DayField
          label={t('deal.awardOn')}
          value={form.values.awardOn}
          error={form.errors.awardOn}
          onChange={(day) => {
            setAwardOn(day)
            plan(form.values.template, start, day)
          }}
        />
      </SimpleGrid>
      {form.values.stages.length > 0 && <PlannedStages form={form} />}
    </>
  )
}

function PlannedStages({ form }: { form: FormOf<DealValues> }) {
  const { t } = useTranslation()
  const [opened, { toggle }] = useDisclosure(false)
  const { stages } = form.values
  return (
    <div className={styles.plan}>
      <UnstyledButton w="100%" onClick={toggle} aria-expanded={opened}>
        <Group justify="space-between">
          <Text fz="sm" fw={550}>
            {t('deal.stageCount', { count: stages.length })}
          </Text>
          <IconChevronDown size={17} className={styles.turn} data-opened={opened || undefined} />
        </Group>
      </UnstyledButton>
      <Collapse expanded={opened}>
        <Stack gap={6} mt="sm">
          {stages.map((stage, place) => (
            <Group key={stage.name} justify="space-between" wrap="nowrap" gap="sm">
              <Text fz="sm">{`${place + 1}. ${stage.name}`}</Text>
              <DayField
                size="xs"
                w={132}
                flex="none"
                aria-label={t('deal.plannedOf', { stage: stage.name })}
                {...form.getInputProps(`stages.${place}.plannedOn`)}
              />
            </Group>
          ))}
        </Stack>
      </Collapse>
    </div>
  )
}
