/** What is known of the selected person, post, unit or other record. */
import { ActionIcon, CloseButton, Group, Text } from '@mantine/core'
import { IconFocus2 } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { recordOf } from '../../kernels/records'
import { useAccount } from '../../parts/account'
import { useIsRenewing } from '../../parts/useIsRenewing'
import { PersonPanel } from '../panel/PersonPanel'
import { PostPanel } from '../panel/PostPanel'
import { RecordPanel } from '../panel/RecordPanel'
import { UnitPanel } from '../panel/UnitPanel'
import styles from './Chart.module.css'

interface Props {
  reference: string
  onClose: () => void
  onReveal: (reference: string) => void
}

export function SidePanel({ reference, onClose, onReveal }: Props) {
  const { t } = useTranslation()
  const { index, state } = useAccount()
  const isRenewing = useIsRenewing()
  const [kind = '', id = ''] = reference.split(':')
  const person = kind === 'person' ? index.person.get(id) : undefined
  const post = kind === 'post' ? index.post.get(id) : undefined
  const unit = kind === 'unit' ? index.unit.get(id) : undefined
  const kept = recordOf(state, reference)
  return (
    <aside className={styles.panel} aria-label={t('panel.title')}>
      <Group
        justify="flex-end"
        gap={4}
        px="sm"
        pt="sm"
        mb={-34}
        pos="relative"
        style={{ zIndex: 1 }}
      >
        <ActionIcon
          variant="subtle"
          color="gray"
          c="dimmed"
          aria-label={t('panel.centre')}
          title={t('panel.centre')}
          onClick={() => onReveal(reference)}
        >
          <IconFocus2 size={18} stroke={1.6} />
        </ActionIcon>
        <CloseButton aria-label={t('panel.close')} onClick={onClose} />
      </Group>
      {person && <PersonPanel person={person} onReveal={onReveal} />}
      {post && <PostPanel post={post} onReveal={onReveal} />}
      {unit && <UnitPanel unit={unit} onReveal={onReveal} />}
      {kept && <RecordPanel kept={kept} onReveal={onReveal} />}
      {!person && !post && !unit && !kept && (
        <Text c="dimmed" p="xl" pt={48}>
          {t(isRenewing ? 'shell.loading' : 'panel.gone')}
        </Text>
      )}
    </aside>
  )
}
