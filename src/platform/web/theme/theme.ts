// Mantine speaks our tokens: sizes, type and colours of the design page, section 12.

import { createTheme } from '@mantine/core';
import type { CSSVariablesResolver } from '@mantine/core';
import css from './mantine.module.css';
import { inkSteps } from './palette.ts';

const fields = {
  size: 'xs',
  inputWrapperOrder: ['label', 'input', 'description', 'error'] as (
    | 'label'
    | 'input'
    | 'description'
    | 'error'
  )[],
  classNames: {
    label: css.label,
    description: css.description,
    error: css.error,
    required: css.required,
    input: css.input,
    section: css.section,
    dropdown: css.dropdown,
    option: css.option,
  },
} as const;
const dropdown = {
  comboboxProps: { shadow: 'md', transitionProps: { duration: 120 } },
};
const choice = {
  size: 'xs',
  classNames: {
    inner: css.choiceInner,
    body: css.choiceBody,
    label: css.choiceLabel,
    icon: css.choiceIcon,
    error: css.error,
    description: css.description,
  },
} as const;

export const theme = createTheme({
  fontFamily: "'Golos Text', 'Segoe UI', system-ui, sans-serif",
  fontFamilyMonospace: "'Golos Text', 'Segoe UI', system-ui, sans-serif",
  fontSizes: { xs: '11px', sm: '12px', md: '13px', lg: '14px', xl: '18px' },
  lineHeights: { xs: '16px', sm: '16px', md: '20px', lg: '20px', xl: '24px' },
  headings: { fontWeight: '600' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '3px', sm: '4px', md: '6px', lg: '6px', xl: '6px' },
  defaultRadius: 'sm',
  shadows: { xs: 'none', sm: 'none', md: 'var(--shadow)', lg: 'none', xl: 'none' },
  colors: { ink: [...inkSteps] },
  primaryColor: 'ink',
  primaryShade: { light: 7, dark: 3 },
  autoContrast: true,
  cursorType: 'pointer',
  respectReducedMotion: true,
  breakpoints: { xs: '22.5em', sm: '56.25em', md: '75em', lg: '90em', xl: '120em' },
  components: {
    TextInput: { defaultProps: fields },
    Textarea: { defaultProps: { ...fields, autosize: false } },
    PasswordInput: {
      defaultProps: { ...fields, classNames: { ...fields.classNames, innerInput: css.input } },
    },
    NumberInput: { defaultProps: { ...fields, hideControls: true } },
    Select: { defaultProps: { ...fields, ...dropdown, allowDeselect: false, checkIconPosition: 'right' } },
    MultiSelect: { defaultProps: { ...fields, ...dropdown } },
    Autocomplete: { defaultProps: { ...fields, ...dropdown } },
    FileInput: { defaultProps: fields },
    Checkbox: {
      defaultProps: { ...choice, radius: 'xs', classNames: { ...choice.classNames, input: css.choice } },
    },
    Radio: { defaultProps: { ...choice, classNames: { ...choice.classNames, radio: css.choice } } },
    Switch: { defaultProps: { size: 'xs', classNames: { label: css.choiceLabel, body: css.switchBody } } },
    Slider: {
      defaultProps: {
        size: 'xs',
        thumbSize: 14,
        classNames: { track: css.track, bar: css.bar, thumb: css.thumb },
      },
    },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
    Popover: {
      defaultProps: {
        shadow: 'md',
        radius: 'md',
        transitionProps: { duration: 120 },
        classNames: { dropdown: css.dropdown },
      },
    },
    Menu: {
      defaultProps: {
        shadow: 'md',
        radius: 'md',
        withInitialFocusPlaceholder: false,
        transitionProps: { duration: 120 },
        classNames: {
          itemIndicator: css.menuIndicator,
          dropdown: css.dropdown,
          item: css.menuItem,
          label: css.menuLabel,
          divider: css.menuDivider,
        },
      },
    },
    Tooltip: { defaultProps: { openDelay: 400, classNames: { tooltip: css.tooltip } } },
  },
});

const pointers = {
  '--mantine-color-body': 'var(--paper)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--ink-3)',
  '--mantine-color-default': 'var(--paper)',
  '--mantine-color-default-border': 'var(--line-2)',
  '--mantine-color-default-hover': 'var(--hover)',
  '--mantine-color-placeholder': 'var(--ink-3)',
  '--mantine-color-error': 'var(--red)',
  '--mantine-color-anchor': 'var(--accent)',
};

/** Points Mantine's own colour names to the tokens, which change with the scheme by themselves. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: pointers,
  dark: pointers,
});
