/** Finds a person, post or unit and brings it into view. */
import { Combobox, Group, Stack, Text, TextInput, useCombobox } from '@mantine/core'
import { IconBriefcase, IconBuilding, IconSearch, IconUser } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Found, findInAccount } from '../../kernels/finding'
import { useAccount } from '../../parts/account'
import { useDay } from '../../parts/useDay'

const icons = { person: IconUser, post: IconBriefcase, unit: IconBuilding }

export function FindBox({ onReveal }: { onReveal: (reference: string) => void }) {
  const { t } = useTranslation()
  const { state, index } = useAccount()
  const day = useDay()
  const [text, setText] = useState('')
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() })
  const found = useMemo(() => findInAccount(state, index, text, day), [state, index, text, day])
  return (
    <Combobox
      store={combobox}
      onOptionSubmit={(reference) => {
        onReveal(reference)
        combobox.closeDropdown()
        setText(found.find((entry) => entry.reference === reference)?.name ?? '')
      }}
    >
      <Combobox.Target>
        <TextInput
          aria-label={t('chart.find')}
          placeholder={t('chart.find')}
          leftSection={<IconSearch size={17} stroke={1.6} />}
          w={{ base: '100%', xs: 264 }}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value)
            combobox.openDropdown()
            combobox.selectFirstOption()
          }}
          onFocus={(event) => {
            event.currentTarget.select()
            if (text) combobox.openDropdown()
          }}
          onBlur={() => combobox.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={!text.trim()}>
        <Combobox.Options mah={360} style={{ overflowY: 'auto' }}>
          {found.map((entry) => (
            <FoundOption key={entry.reference} entry={entry} />
          ))}
          {found.length === 0 && <Combobox.Empty>{t('chart.findNothing')}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}

function FoundOption({ entry }: { entry: Found }) {
  const Icon = icons[entry.kind]
  return (
    <Combobox.Option value={entry.reference}>
      <Group gap="sm" wrap="nowrap" align="flex-start">
        <Icon size={16} stroke={1.6} style={{ flex: 'none', marginTop: 3 }} aria-hidden />
        <Stack gap={0} miw={0}>
          <Text fz="sm" truncate>
            {entry.name}
          </Text>
          <Text fz="xs" c="dimmed" lineClamp={2}>
            {entry.place}
          </Text>
        </Stack>
      </Group>
    </Combobox.Option>
  )
}
