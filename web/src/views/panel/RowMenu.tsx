/** What one may do with a record in the panel: edit it, end it. */
import { ActionIcon, Menu } from '@mantine/core'
import {
  IconCornerDownRight,
  IconDots,
  IconPencil,
  IconPlayerStop,
  IconTrash,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { type Endable, isOnlyRemoved } from '../../actions/endRecord'
import { type FormRequest, useAccount } from '../../parts/account'

interface Props {
  name: string
  edit: FormRequest
  end?: { noun: Endable; id: string; label: string }
  /** Another form that this record may be the reason for. */
  other?: { label: string; form: FormRequest }
}

export function RowMenu({ name, edit, end, other }: Props) {
  const { t } = useTranslation()
  const { mayEdit, openForm } = useAccount()
  if (!mayEdit) return null
  return (
    <Menu position="bottom-end" width={180} shadow="md">
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          c="dimmed"
          size="sm"
          aria-label={t('panel.actsOn', { name })}
        >
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil size={15} />} onClick={() => openForm(edit)}>
          {t('form.edit')}
        </Menu.Item>
        {other && (
          <Menu.Item
            leftSection={<IconCornerDownRight size={15} />}
            onClick={() => openForm(other.form)}
          >
            {other.label}
          </Menu.Item>
        )}
        {end && (
          <Menu.Item
            leftSection={
              isOnlyRemoved(end.noun) ? <IconTrash size={15} /> : <IconPlayerStop size={15} />
            }
            onClick={() => openForm({ form: 'end', noun: end.noun, id: end.id })}
          >
            {end.label}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
