/** Brings a contact list in: choose, check how it was understood, look at what would change, take it or leave it. */
import { Stepper } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { correctImport, dropImport, startImport } from '../api/imports'
import type { ImportState } from '../api/model'
import { useAccount } from '../parts/account'
import { Sheet } from '../parts/Sheet'
import { ChooseFile } from './importing/ChooseFile'
import { ColumnStep } from './importing/ColumnStep'
import { PlanStep } from './importing/PlanStep'

export function ImportView() {
  const { t } = useTranslation()
  const { id } = useAccount()
  const [step, setStep] = useState(0)
  const [current, setCurrent] = useState<ImportState | null>(null)
  const starting = useMutation({
    mutationFn: (file: File) => startImport(id, file),
    onSuccess: (read) => {
      setCurrent(read)
      setStep(1)
    },
  })
  const correcting = useMutation({
    mutationFn: (body: Parameters<typeof correctImport>[1]) =>
      correctImport(current?.id ?? '', body),
    onSuccess: setCurrent,
  })

  function startOver() {
    // The server forgets an import that nobody takes; a failed wish to drop it harms nothing.
    if (current) void dropImport(current.id).catch(() => undefined)
    setCurrent(null)
    setStep(0)
    starting.reset()
    correcting.reset()
  }

  return (
    <Sheet title={t('import.title')} lead={t('import.lead')}>
      <Stepper active={step} onStepClick={setStep} allowNextStepsSelect={false} size="sm" mb="xl">
        <Stepper.Step label={t('import.choose')} allowStepSelect={false} />
        <Stepper.Step label={t('import.columns')} />
        <Stepper.Step label={t('import.preview')} />
      </Stepper>
      {step === 0 && (
        <ChooseFile onFile={starting.mutate} busy={starting.isPending} error={starting.error} />
      )}
      {step === 1 && current && (
        <ColumnStep
          current={current}
          busy={correcting.isPending}
          error={correcting.error}
          onCorrect={correcting.mutate}
          onBack={startOver}
          onNext={() => setStep(2)}
        />
      )}
      {step === 2 && current && (
        <PlanStep current={current} onBack={() => setStep(1)} onCancel={startOver} />
      )}
    </Sheet>
  )
}
