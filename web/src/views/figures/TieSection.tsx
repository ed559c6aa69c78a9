/** Whom a person influences and heeds: ties with their chance and claims, and lines of authority. */
import { Badge, Group, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Why } from '../../api/model'
import { perCent } from '../../kernels/figures'
import { inLanguage } from '../../kernels/statements'
import { useAccount } from '../../parts/account'
import { ClaimsBehind } from './ClaimsBehind'
import { WhySection } from './WhySection'

interface Props {
  ties: Why['ties']
  lines: Why['lines']
}

export function TieSection({ ties, lines }: Props) {
  const { t } = useTranslation()
  return (
    <>
      {(['is_heeded', 'heeds'] as const).map((heeding) => (
        <WhySection
          key={heeding}
          title={t(`why.${heeding}`)}
          hint={t(`why.${heeding}Hint`)}
          empty={t('why.noTies')}
        >
          {[
            ...ties
              .filter((tie) => tie.heeding === heeding)
              .map((tie) => <TieRow key={`${tie.other}${tie.tie}`} tie={tie} />),
            ...lines
              .filter((line) => line.heeding === heeding)
              .map((line) => (
                <Group key={`${line.other}${line.line}${line.kind}`} gap={8}>
                  <Text fz="sm">{line.name}</Text>
                  <Badge size="sm" variant="default" tt="none" fw={500}>
                    {t(`lineKind.${line.kind}`)}
                  </Badge>
                  {!line.line && (
                    <Text fz="xs" c="dimmed">
                      {t('why.assumed')}
                    </Text>
                  )}
                </Group>
              )),
          ]}
        </WhySection>
      ))}
    </>
  )
}

function TieRow({ tie }: { tie: Why['ties'][number] }) {
  const { t, i18n } = useTranslation()
  const { presets } = useAccount()
  const kind = presets.tie_kinds.find(({ id }) => id === tie.tie)
  return (
    <div>
      <Group gap={8}>
        <Text fz="sm">{tie.name}</Text>
        <Badge size="sm" variant="light" tt="none" fw={500}>
          {kind ? inLanguage(kind, i18n.language) : tie.tie}
        </Badge>
        <Text fz="xs" c="dimmed">
          {t('why.tieChance', {
            chance: perCent(tie.probability),
            strength: perCent(tie.strength),
          })}
        </Text>
      </Group>
      <ClaimsBehind claims={tie.claims} />
    </div>
  )
}
