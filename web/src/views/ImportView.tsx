/** Brings a contact list in: choose, check how it was understood, look at what would change, take it or leave it. */
import { Stepper } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { correctImport, dropImport, startImport } from '../api/imports'
import type { ImportState } from '../api/model'
import { correctionOf, draftOf, type ImportDraft } from '../kernels/importDraft'
import { requestKey } from '../kernels/requestKey'
import { useAccount } from '../parts/account'
import { Sheet } from '../parts/Sheet'
import { ChooseFile } from './importing/ChooseFile'
import { ColumnStep } from './importing/ColumnStep'
import { PlanStep } from './importing/PlanStep'
import styles from './importing/Steps.module.css'

export function ImportView() {
  const { t } = useTranslation()
  const { id } = useAccount()
  const [step, setStep] = useState(0)
  const [current, setCurrent] = useState<ImportState | null>(null)
  const [draft, setDraft] = useState<ImportDraft | null>(null)
  const [request, setRequest] = useState<string | null>(null)

  function see(state: ImportState, next: number) {
    setCurrent(state)
    setDraft(draftOf(state))
    setStep(next)
  }

  /** A key for the next request, which whoever waits for it can ask after. */
  function named(): string {
    const key = requestKey()
    setRequest(key)
    return key
  }

  const starting = useMutation({
    mutationFn: (chosen: File) => startImport(id, chosen, named()),
    onSuccess: (state) => see(state, 1),
  })
  const correcting = useMutation({
    mutationFn: async ({ state, draft }: { state: ImportState; draft: ImportDraft }) => {
      const correction = correctionOf(state, draft)
      return Object.keys(correction).length === 0
        ? state
        : correctImport(state.id, correction, named())
    },
    onSuccess: (state) => see(state, 2),
  })
  const ending = useMutation({
    mutationFn: ({ state, day }: { state: ImportState; day: string | null }) =>
      correctImport(state.id, { end_missing: day }, named()),
    onSuccess: (state) => see(state, 2),
  })

  function startOver() {
    // The server forgets an import that nobody takes; a failed wish to drop it harms nothing.
    if (current) void dropImport(current.id).catch(() => undefined)
    setCurrent(null)
    setDraft(null)
    setStep(0)
    starting.reset()
    correcting.reset()
  }

  return (
    <Sheet order={2} title={t('import.title')} lead={t('import.lead')}>
      <Stepper
        active={step}
        size="sm"
        mb="xl"
        wrap={false}
        classNames={{ step: styles.step, stepBody: styles.stepText }}
      >
        <Stepper.Step label={t('import.choose')} allowStepSelect={false} />
        <Stepper.Step label={t('import.columns')} allowStepSelect={false} />
        <Stepper.Step label={t('import.preview')} allowStepSelect={false} />
      </Stepper>
      {step === 0 && (
        <ChooseFile
          onFile={starting.mutate}
          request={starting.isPending ? request : null}
          error={starting.error}
        />
      )}
      {step === 1 && current && draft && (
        <ColumnStep
          current={current}
          draft={draft}
          onDraft={setDraft}
          request={correcting.isPending ? request : null}
          error={correcting.error}
          onBack={startOver}
          onNext={() => correcting.mutate({ state: current, draft })}
          onLaid={(state) => see(state, 1)}
        />
      )}
      {step === 2 && current && draft && (
        <PlanStep
          current={current}
          busy={ending.isPending}
          error={ending.error}
          onEndMissing={(day) => ending.mutate({ state: current, day })}
          onBack={() => setStep(1)}
          onCancel={startOver}
        />
      )}
    </Sheet>
  )
}
