/** A person by name; leads to him or her on the chart. */
import { Tooltip } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useAccount } from '../../parts/account'
import styles from './Structure.module.css'

interface Props {
  person: { person: string; name: string; title?: string | null; unit?: string | null }
}

export function PersonChip({ person }: Props) {
  const { id } = useAccount()
  const place = [person.title, person.unit].filter(Boolean).join(' · ')
  return (
    <Tooltip label={place} disabled={!place}>
      <Link
        className={styles.chip}
        to="/accounts/$accountId"
        params={{ accountId: id }}
        search={{ select: `person:${person.person}` }}
      >
        {person.name}
      </Link>
    </Tooltip>
  )
}
