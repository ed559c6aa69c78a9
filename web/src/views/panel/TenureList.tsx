/** The posts of a person, or the holders of a post, with kind and days. */
import { Badge, Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Tenure } from '../../api/model'
import { unitPath } from '../../kernels/accountIndex'
import { covers, spanText } from '../../kernels/days'
import { useAccount } from '../../parts/account'
import { useDay } from '../../parts/useDay'
import { PanelSection } from './PanelSection'
import { PlaceLink } from './PlaceLink'
import { RowMenu } from './RowMenu'

interface Props {
  tenures: Tenure[]
  /** Whose posts they are; else they are a post's holders. */
  person?: string
  post?: string
  onReveal: (reference: string) => void
}

export function TenureList({ tenures, person, post, onReveal }: Props) {
  const { t } = useTranslation()
  const { openForm } = useAccount()
  return (
    <PanelSection
      title={person ? t('panel.posts') : t('panel.holders')}
      empty={person ? t('panel.noPost') : t('panel.vacant')}
      add={{ label: t('tenure.add'), act: () => openForm({ form: 'tenure', person, post }) }}
    >
      {tenures.map((tenure) => (
        <TenureRow
          key={tenure.id}
          tenure={tenure}
          of={person ? 'person' : 'post'}
          onReveal={onReveal}
        />
      ))}
    </PanelSection>
  )
}

interface RowProps {
  tenure: Tenure
  of: 'person' | 'post'
  onReveal: (reference: string) => void
}

function TenureRow({ tenure, of, onReveal }: RowProps) {
  const { t } = useTranslation()
  const { index } = useAccount()
  const day = useDay()
  const post = index.post.get(tenure.post)
  const person = index.person.get(tenure.person)
  const name = (of === 'person' ? post?.title || t('noun.post') : person?.name) ?? '?'
  const days = spanText(tenure.span)
  return (
    <Group
      justify="space-between"
      wrap="nowrap"
      align="flex-start"
      opacity={covers(tenure.span, day) ? 1 : 0.75}
    >
      <Stack gap={1} miw={0}>
        <Group gap={6}>
          <PlaceLink
            reference={of === 'person' ? `post:${tenure.post}` : `person:${tenure.person}`}
            name={name}
            onReveal={onReveal}
          />
          {tenure.kind !== 'substantive' && (
            <Badge size="sm" variant="light" tt="none" fw={500}>
              {t(`tenureKind.${tenure.kind}`)}
            </Badge>
          )}
        </Group>
        {of === 'person' && (
          <Text fz="xs" c="dimmed">
            {unitPath(index, post?.unit).join(' / ')}
          </Text>
        )}
        {days && (
          <Text fz="xs" c="dimmed">
            {days}
          </Text>
        )}
      </Stack>
      <RowMenu
        name={name}
        edit={{ form: 'tenure', id: tenure.id }}
        end={{ noun: 'tenure', id: tenure.id, label: t('end.tenure') }}
      />
    </Group>
  )
}
