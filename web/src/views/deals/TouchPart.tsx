/** The contacts that were about a deal, the newest first. */
import type { Deal } from '../../api/model'
import { useAccount } from '../../parts/account'
import { TouchList } from '../panel/TouchList'

export function TouchPart({ deal }: { deal: Deal }) {
  const { index } = useAccount()
  return <TouchList touches={index.touchesIn.get(deal.id) ?? []} deal={deal.id} />
}
