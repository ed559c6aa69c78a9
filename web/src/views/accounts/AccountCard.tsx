/** One account in the list. */
import { Badge, Group, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../api/model'
import styles from './AccountCard.module.css'

export function AccountCard({ account }: { account: Account }) {
  const { t } = useTranslation()
  return (
    <Link to="/accounts/$accountId" params={{ accountId: account.id }} className={styles.card}>
      <Title order={2} size="h4" lineClamp={2}>
        {account.name}
      </Title>
      <Group gap="xs" mt="xs">
        {account.kind && (
          <Text fz="sm" c="dimmed">
            {t(`accountKind.${account.kind}` as 'accountKind.government', {
              defaultValue: account.kind,
            })}
          </Text>
        )}
        {account.role && (
          <Badge variant="light" size="sm" tt="none" fw={500}>
            {t(`roles.${account.role}` as 'roles.owner', { defaultValue: account.role })}
          </Badge>
        )}
      </Group>
      <span className={styles.wave} aria-hidden />
    </Link>
  )
}
