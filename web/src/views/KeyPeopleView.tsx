/** Who matters in an account or a deal: key people, how they hang together, what is missing, and the way to them. */
import { Container, Group, Stack, Tabs, Text, Title } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type FigurePart, type FigureSearch, figureParts } from '../kernels/figureSearch'
import { useAccount } from '../parts/account'
import { EmptyState } from '../parts/EmptyState'
import { Surface } from '../parts/Surface'
import { useViewTitle } from '../parts/useViewTitle'
import styles from './deals/Deal.module.css'
import { AidNote } from './figures/AidNote'
import { CoveragePart } from './figures/CoveragePart'
import { GapPart } from './figures/GapPart'
import { KeyPeoplePart } from './figures/KeyPeoplePart'
import { PathPart } from './figures/PathPart'
import { StructurePart } from './figures/StructurePart'
import { ChoiceField } from './forms/ChoiceField'
import { useDealChoices } from './forms/choices'

export function KeyPeopleView() {
  const { t } = useTranslation()
  const { state } = useAccount()
  const deals = useDealChoices()
  const search = useSearch({ from: '/signed-in/accounts/$accountId/key-people' })
  const navigate = useNavigate({ from: '/accounts/$accountId/key-people' })
  useViewTitle(t('figures.title'))
  const { part = 'people', deal, person, to, from } = search

  function change(change: Partial<FigureSearch>) {
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true })
  }

  if (state.people.length === 0)
    return <EmptyState title={t('people.emptyTitle')}>{t('chart.emptyLead')}</EmptyState>
  return (
    <Container size={1240} w="100%" py={28} px={{ base: 'md', sm: 'xl' }}>
      <Group justify="space-between" align="flex-end" mb="md">
        <Stack gap={4}>
          <Title order={2} size="h2">
            {t('figures.title')}
          </Title>
          <Text c="dimmed" maw={640}>
            {t('figures.lead')}
          </Text>
        </Stack>
        {deals.length > 0 && (
          <ChoiceField
            label={t('figures.about')}
            placeholder={t('figures.wholeAccount')}
            clearable
            w={{ base: '100%', xs: 260 }}
            data={deals}
            value={deal ?? null}
            onChange={(value) => change({ deal: value ?? undefined })}
          />
        )}
      </Group>
      <Tabs
        value={part}
        onChange={(value) =>
          change({ part: value === 'people' ? undefined : (value as FigurePart) })
        }
        keepMounted={false}
      >
        <Tabs.List mb="lg" className={styles.parts}>
          {figureParts.map((value) => (
            <Tabs.Tab key={value} value={value}>
              {t(`figurePart.${value}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="people">
          <KeyPeoplePart
            deal={deal}
            person={person}
            onPerson={(value) => change({ person: value })}
          />
        </Tabs.Panel>
        <Tabs.Panel value="sets">
          <StructurePart deal={deal} />
        </Tabs.Panel>
        <Tabs.Panel value="coverage">
          <CoveragePart deal={deal} />
        </Tabs.Panel>
        <Tabs.Panel value="gaps">
          <Surface p="lg">
            <GapPart deal={deal} />
          </Surface>
        </Tabs.Panel>
        <Tabs.Panel value="paths">
          <PathPart deal={deal} to={to} from={from} onChange={change} />
        </Tabs.Panel>
      </Tabs>
      <AidNote />
    </Container>
  )
}
