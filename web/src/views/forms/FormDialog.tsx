/** Opens the form that was asked for. */
import { Modal } from '@mantine/core'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { FormRequest } from '../../parts/account'
import { AccountForm } from './AccountForm'
import { ActionForm } from './ActionForm'
import { CauseForm } from './CauseForm'
import { ClaimForm } from './ClaimForm'
import { DealForm } from './DealForm'
import { EndForm } from './EndForm'
import { LineForm } from './LineForm'
import { MoveForm } from './MoveForm'
import { PersonForm } from './PersonForm'
import { PostForm } from './PostForm'
import { SeatForm } from './SeatForm'
import { StageForm } from './StageForm'
import { TenureForm } from './TenureForm'
import { TouchForm } from './TouchForm'
import { UnitForm } from './UnitForm'

interface Props {
  request: FormRequest | null
  onClose: () => void
}

export function FormDialog({ request, onClose }: Props) {
  const { t } = useTranslation()
  return (
    <Modal
      opened={request !== null}
      onClose={onClose}
      size="lg"
      title={request ? titleOf(request, t) : ''}
    >
      {request && <RequestedForm request={request} onClose={onClose} />}
    </Modal>
  )
}

function RequestedForm({ request, onClose }: { request: FormRequest; onClose: () => void }) {
  switch (request.form) {
    case 'account':
      return <AccountForm onClose={onClose} />
    case 'person':
      return <PersonForm request={request} onClose={onClose} />
    case 'move':
      return <MoveForm person={request.id} onClose={onClose} />
    case 'post':
      return <PostForm request={request} onClose={onClose} />
    case 'unit':
      return <UnitForm request={request} onClose={onClose} />
    case 'tenure':
      return <TenureForm request={request} onClose={onClose} />
    case 'line':
      return <LineForm request={request} onClose={onClose} />
    case 'claim':
      return <ClaimForm request={request} onClose={onClose} />
    case 'deal':
      return <DealForm request={request} onClose={onClose} />
    case 'stage':
      return <StageForm request={request} onClose={onClose} />
    case 'seat':
      return <SeatForm request={request} onClose={onClose} />
    case 'touch':
      return <TouchForm request={request} onClose={onClose} />
    case 'cause':
      return <CauseForm request={request} onClose={onClose} />
    case 'action':
      return <ActionForm request={request} onClose={onClose} />
    case 'end':
      return <EndForm noun={request.noun} id={request.id} onClose={onClose} />
  }
}

function titleOf(request: FormRequest, t: TFunction): string {
  if (request.form === 'end') return t(`end.${request.noun}`)
  if (request.form === 'move') return t('move.title')
  if (request.form === 'account') return t('editing.account')
  return request.id ? t(`editing.${request.form}`) : t(`adding.${request.form}`)
}
