import { Menu } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useTexts } from '#platform/web/lib/texts.tsx';
import type { TextKey } from '#platform/web/lib/texts.tsx';
import { Icon } from '#platform/web/ui/icon.tsx';
import { classes } from '#platform/web/ui/classes.ts';
import type { DraftFile, Told } from '../draft.ts';
import css from './wizard.module.css';

/** Below this a finding is shown as unsure: the first rows tell a person more than the figure. */
const sureEnough = 0.55;
const encodings = ['utf-8', 'windows-1251', 'utf-16le', 'utf-16be', 'koi8-r', 'cp866', 'iso-8859-1'] as const;
const encodingNames: Readonly<Record<string, string>> = {
  'utf-8': 'UTF-8',
  'windows-1251': 'Windows-1251',
  'utf-16le': 'UTF-16 LE',
  'utf-16be': 'UTF-16 BE',
  'koi8-r': 'KOI8-R',
  cp866: 'CP866',
  'iso-8859-1': 'ISO 8859-1',
};
const delimiters = [
  [',', 'imports.found.delimiter_comma'],
  [';', 'imports.found.delimiter_semicolon'],
  ['\t', 'imports.found.delimiter_tab'],
  ['|', 'imports.found.delimiter_bar'],
] as const;
const decimals = [
  ['.', 'imports.found.decimal_point'],
  [',', 'imports.found.decimal_comma'],
] as const;
const dates = [
  ['dmy', 'imports.found.dates_dmy'],
  ['mdy', 'imports.found.dates_mdy'],
  ['ymd', 'imports.found.dates_ymd'],
] as const;

/** What was found in a file, each part open to correction: the file is read again at once. */
export function Findings({
  file,
  onTell,
}: {
  readonly file: DraftFile;
  readonly onTell: (told: Told) => void;
}) {
  const { t } = useTexts();
  const { look, told } = file;
  const tell = (more: Told) => onTell({ ...told, ...more });
  const header = look.headerRow.value;
  // Where no column holds days or figures, there is nothing to be unsure about.
  const sureDates = look.columns.some((column) => column.days > 0.5) ? look.dates.confidence : 1;
  const sureDecimal = look.columns.some((column) => column.numbers > 0.5) ? look.decimal.confidence : 1;
  const rows = Array.from({ length: Math.max(12, header + 6) }, (_, row) => row);
  return (
    <div className={css.findings}>
      {look.encoding && (
        <Finding
          label="imports.found.encoding"
          value={look.encoding.value}
          confidence={look.encoding.confidence}
          options={encodings.map((value) => [value, encodingNames[value] ?? value])}
          onPick={(encoding) => tell({ encoding })}
        />
      )}
      {look.delimiter && (
        <Finding
          label="imports.found.delimiter"
          value={look.delimiter.value}
          confidence={look.delimiter.confidence}
          options={delimiters.map(([value, key]) => [value, t(key)])}
          onPick={(delimiter) => tell({ delimiter })}
        />
      )}
      {look.sheets.length > 1 && (
        <Finding
          label="imports.found.sheet"
          value={String(told.sheet ?? look.sheets[0] ?? '')}
          confidence={1}
          options={look.sheets.map((sheet) => [sheet, sheet])}
          onPick={(sheet) => tell({ sheet })}
        />
      )}
      <Finding
        label="imports.found.decimal"
        value={look.decimal.value}
        confidence={sureDecimal}
        options={decimals.map(([value, key]) => [value, t(key)])}
        onPick={(decimal) => tell({ decimal })}
      />
      <Finding
        label="imports.found.dates"
        value={look.dates.value}
        confidence={sureDates}
        options={dates.map(([value, key]) => [value, t(key)])}
        onPick={(order) => tell({ dates: order })}
      />
      <Finding
        label="imports.found.header"
        value={header}
        confidence={look.headerRow.confidence}
        options={rows.map((row) => [
          row,
          row === 0 ? t('imports.found.header_none') : t('imports.found.header_row', { row }),
        ])}
        onPick={(headerRow) => tell({ headerRow })}
      />
    </div>
  );
}

interface FindingProps<Value extends string | number> {
  readonly label: TextKey;
  readonly value: string | number;
  readonly confidence: number;
  readonly options: readonly (readonly [Value, string])[];
  readonly onPick: (value: Value) => void;
}

function Finding<Value extends string | number>({
  label,
  value,
  confidence,
  options,
  onPick,
}: FindingProps<Value>) {
  const { t } = useTexts();
  const isUnsure = confidence < sureEnough;
  const shown = options.find(([option]) => option === value)?.[1] ?? String(value);
  return (
    <span>
      {t(label)}{' '}
      <Menu position="bottom-start" offset={4}>
        <Menu.Target>
          <button
            type="button"
            className={classes(css.found, isUnsure && css.unsure)}
            aria-label={`${t(label)}: ${shown}`}
            title={isUnsure ? t('imports.found.unsure') : undefined}
          >
            {shown}
          </button>
        </Menu.Target>
        <Menu.Dropdown className={css.options}>
          {options.map(([option, words]) => (
            <Menu.Item
              key={String(option)}
              onClick={() => onPick(option)}
              rightSection={option === value ? <Icon of={IconCheck} size={14} /> : undefined}
            >
              {words}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </span>
  );
}
