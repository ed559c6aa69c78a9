/** What the template says of a stage: what comes out of it, who opens the gate, what we do, and what nobody may. */
import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { TemplateStage } from '../../api/model'
import { inLanguage } from '../../kernels/statements'
import styles from './Stages.module.css'

export function Guidance({ stage }: { stage: TemplateStage }) {
  const { t, i18n } = useTranslation()
  const words = (texts: { zh: string; en: string }[] = []) =>
    texts.map((text) => inLanguage(text, i18n.language))
  const parts = [
    { title: t('guidance.output'), texts: words([stage.output]) },
    { title: t('guidance.gate'), texts: words(stage.gate_keepers) },
    { title: t('guidance.entry'), texts: words(stage.entry) },
    { title: t('guidance.exit'), texts: words(stage.exit) },
    { title: t('guidance.steps'), texts: words(stage.steps) },
    { title: t('guidance.materials'), texts: words(stage.materials) },
    { title: t('guidance.forbidden'), texts: words(stage.forbidden) },
  ]
  return (
    <div className={styles.guidance}>
      {parts
        .filter(({ texts }) => texts.length > 0)
        .map(({ title, texts }) => (
          <Part key={title} title={title}>
            <ul>
              {texts.map((text) => (
                <li key={text}>{text}</li>
              ))}
            </ul>
          </Part>
        ))}
    </div>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Text fz="sm" component="div">
      <Text fz="xs" fw={600} c="dimmed">
        {title}
      </Text>
      {children}
    </Text>
  )
}
