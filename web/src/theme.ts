/** The look of the page: deep-sea blue on calm, slightly blue greys; every text pair meets AA. */
import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'

const sea: MantineColorsTuple = [
  '#edf6fa',
  '#d8eaf2',
  '#b1d4e4',
  '#86bdd5',
  '#62a8c7',
  '#4296ba',
  '#2f86ad',
  '#22759c',
  '#17658b',
  '#0f4c6e',
]

const gray: MantineColorsTuple = [
  '#f6f9fb',
  '#eef3f6',
  '#e3eaef',
  '#d5dfe6',
  '#c2ced7',
  '#7c8d9a',
  '#566874',
  '#435460',
  '#2f3e49',
  '#1c2831',
]

const dark: MantineColorsTuple = [
  '#dbe6ed',
  '#b9c8d2',
  '#9aacb8',
  '#7d909d',
  '#3b5060',
  '#2b3e4c',
  '#1d2c38',
  '#131f29',
  '#0e1820',
  '#091117',
]

const orange: MantineColorsTuple = [
  '#fff4e6',
  '#ffe8cc',
  '#ffd8a8',
  '#ffc078',
  '#ffa94d',
  '#ff922b',
  '#fd7e14',
  '#d9600a',
  '#bf4f08',
  '#9a3d05',
]

export const theme = createTheme({
  primaryColor: 'sea',
  primaryShade: { light: 8, dark: 7 },
  colors: { sea, gray, dark, orange },
  fontFamily:
    '"Waterline", var(--marks), system-ui, -apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", sans-serif',
  headings: { fontWeight: '600' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Modal: {
      styles: {
        content: { background: 'var(--surface)' },
        header: { background: 'var(--surface)' },
        title: { fontWeight: 600 },
      },
      defaultProps: {
        centered: true,
        radius: 'lg',
        overlayProps: { backgroundOpacity: 0.35, blur: 2 },
      },
    },
    // The placeholder is a child that the role of a menu does not allow; the first item takes the focus instead.
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
    Table: { defaultProps: { verticalSpacing: 'sm', horizontalSpacing: 'md' } },
    Tooltip: { defaultProps: { openDelay: 300, withArrow: true } },
  },
})

/** Surfaces lie a shade apart: the body is the sea, cards float on it. */
export const surfaces: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#f4f8fa',
    '--surface': '#ffffff',
    '--surface-sunken': '#eaf1f5',
    '--line-quiet': '#dde7ed',
    '--mantine-color-dimmed': '#566874',
    '--mantine-color-placeholder': '#6b7c88',
    '--wave': '#2f86ad',
  },
  dark: {
    '--mantine-color-body': '#0e1820',
    '--surface': '#15222c',
    '--surface-sunken': '#0b141b',
    '--line-quiet': '#24343f',
    '--mantine-color-dimmed': '#9aacb8',
    '--mantine-color-placeholder': '#8598a5',
    '--wave': '#62a8c7',
  },
})
