/** Who of ours knows a person, how well, and since when nobody spoke with him or her. */
import { Group, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Why } from '../../api/model'
import { rapportWord } from '../../kernels/figures'
import { useMemberNames } from '../../parts/useMemberNames'
import { ClaimsBehind } from './ClaimsBehind'
import { WhySection } from './WhySection'

export function ContactSection({ contacts }: { contacts: Why['contacts'] }) {
  const { t } = useTranslation()
  const nameOf = useMemberNames()
  return (
    <WhySection title={t('why.contacts')} empty={t('why.noContacts')}>
      {contacts.map((contact) => (
        <div key={contact.member}>
          <Group gap={8}>
            <Text fz="sm" fw={550}>
              {nameOf(contact.member)}
            </Text>
            <Text fz="sm">
              {contact.rapport == null
                ? t('rapport.unknown')
                : t(`rapport.${rapportWord(contact.rapport)}`)}
            </Text>
            <Text fz="xs" c="dimmed">
              {[
                contact.wanted != null &&
                  t('rapport.wanted', { level: t(`rapport.${rapportWord(contact.wanted)}`) }),
                contact.last_touch_on && t('rapport.lastTouch', { day: contact.last_touch_on }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </Text>
          </Group>
          <ClaimsBehind claims={contact.claims} />
        </div>
      ))}
    </WhySection>
  )
}
