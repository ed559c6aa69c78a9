/** One deal: its stages and seats, contacts, causes and claims, part by part. */
import { Anchor, Button, Container, Group, Tabs, Text, Title } from '@mantine/core'
import { IconArrowLeft, IconPencil } from '@tabler/icons-react'
import { useIsFetching } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { stateQuery } from '../api/accounts'
import type { Deal } from '../api/model'
import { type DealPart, dealParts } from '../kernels/dealSearch'
import { useAccount } from '../parts/account'
import { EmptyState } from '../parts/EmptyState'
import { useViewTitle } from '../parts/useViewTitle'
import { Waiting } from '../parts/Waiting'
import { CausePart } from './deals/CausePart'
import { ClaimPart } from './deals/ClaimPart'
import styles from './deals/Deal.module.css'
import { DealFacts } from './deals/DealFacts'
import { StagePart } from './deals/StagePart'
import { TouchPart } from './deals/TouchPart'
import { AidNote } from './figures/AidNote'
import { KeyPeoplePart } from './figures/KeyPeoplePart'
import { SurePart } from './figures/SurePart'

export function DealView() {
  const { t } = useTranslation()
  const { id, index } = useAccount()
  const { dealId } = useParams({ from: '/signed-in/accounts/$accountId/deals/$dealId' })
  const deal = index.deal.get(dealId)
  // A deal that was added this moment is on its way.
  const isReading = useIsFetching({ queryKey: stateQuery(id).queryKey }) > 0
  if (deal) return <DealSheet deal={deal} />
  return isReading ? <Waiting /> : <EmptyState title={t('deal.gone')} />
}

function DealSheet({ deal }: { deal: Deal }) {
  const { t } = useTranslation()
  const { id, mayEdit, openForm } = useAccount()
  const { part = 'stages', person } = useSearch({
    from: '/signed-in/accounts/$accountId/deals/$dealId',
  })
  const navigate = useNavigate({ from: '/accounts/$accountId/deals/$dealId' })
  useViewTitle(deal.name)
  return (
    <Container size={1180} w="100%" py={24} px={{ base: 'md', sm: 'xl' }}>
      <Anchor
        fz="sm"
        c="dimmed"
        renderRoot={(props) => (
          <Link {...props} to="/accounts/$accountId/deals" params={{ accountId: id }} />
        )}
      >
        <Group gap={4} component="span">
          <IconArrowLeft size={15} stroke={1.6} aria-hidden />
          {t('deals.title')}
        </Group>
      </Anchor>
      <Group justify="space-between" align="flex-start" mt={6} mb="md">
        <div>
          <Title order={2} size="h2">
            {deal.name}
          </Title>
          <DealFacts deal={deal} />
        </div>
        {mayEdit && (
          <Button
            variant="default"
            leftSection={<IconPencil size={16} stroke={1.6} />}
            onClick={() => openForm({ form: 'deal', id: deal.id })}
          >
            {t('form.edit')}
          </Button>
        )}
      </Group>
      <Tabs
        value={part}
        onChange={(value) =>
          void navigate({ search: value === 'stages' ? {} : { part: value as DealPart } })
        }
        keepMounted={false}
      >
        <Tabs.List mb="lg" className={styles.parts}>
          {dealParts.map((value) => (
            <Tabs.Tab key={value} value={value}>
              <Text fz="sm" span>
                {t(`dealPart.${value}`)}
              </Text>
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="stages">
          <StagePart deal={deal} />
        </Tabs.Panel>
        <Tabs.Panel value="sure">
          <SurePart deal={deal} />
        </Tabs.Panel>
        <Tabs.Panel value="people">
          <KeyPeoplePart
            deal={deal.id}
            person={person}
            onPerson={(value) =>
              void navigate({ search: (before) => ({ ...before, person: value }), replace: true })
            }
          />
          <AidNote />
        </Tabs.Panel>
        <Tabs.Panel value="touches">
          <TouchPart deal={deal} />
        </Tabs.Panel>
        <Tabs.Panel value="causes">
          <CausePart deal={deal} />
        </Tabs.Panel>
        <Tabs.Panel value="claims">
          <ClaimPart deal={deal} />
        </Tabs.Panel>
      </Tabs>
    </Container>
  )
}
