// Ctrl K: answers, then actions, then places. What is written is forgiven (see fuzzy.ts).

import { IconSearch } from '@tabler/icons-react';
import { useEffect, useId, useMemo, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { matchScore } from '../lib/fuzzy.ts';
import { useTexts } from '../lib/texts.tsx';
import css from './command-palette.module.css';
import { Dialog } from './dialog.tsx';
import { Icon } from './icon.tsx';
import type { IconComponent } from './icon.tsx';
import { Keys } from './keys.tsx';

export interface PaletteEntry {
  readonly id: string;
  readonly group: string;
  readonly label: string;
  readonly note?: string | undefined;
  readonly icon?: IconComponent | undefined;
  readonly shortcut?: string | undefined;
  readonly perform: () => void;
}

export interface CommandPaletteProps {
  readonly entries: readonly PaletteEntry[];
  /** Records of the rooms by what is written. */
  readonly find?: (text: string, signal: AbortSignal) => Promise<readonly PaletteEntry[]>;
  readonly onClose: () => void;
}

export function CommandPalette({ entries, find, onClose }: CommandPaletteProps) {
  const { t } = useTexts();
  const id = useId();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const found = useFound(text, find);
  const shown = useMemo(() => [...found, ...rank(entries, text)].slice(0, 40), [found, entries, text]);
  useEffect(() => setAt(0), [text]);
  const perform = (entry: PaletteEntry | undefined) => {
    if (!entry) return;
    onClose();
    entry.perform();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setAt(Math.min(shown.length - 1, at + 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(0, at - 1));
    else if (event.key === 'Enter') perform(shown[at]);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog isOpen isBare onClose={onClose} title={t('ui.palette.label')} size={640} yOffset="20vh">
      <div className={css.line}>
        <Icon of={IconSearch} />
        <input
          data-autofocus
          role="combobox"
          aria-expanded="true"
          aria-controls={id}
          aria-activedescendant={shown[at] ? `${id}-${at}` : undefined}
          aria-label={t('ui.palette.label')}
          placeholder={t('ui.palette.placeholder')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <Keys of="esc" />
      </div>
      <div className={css.list} role="listbox" id={id} aria-label={t('ui.palette.label')}>
        {shown.map((entry, index) => (
          <Option
            key={`${entry.group} ${entry.id}`}
            id={`${id}-${index}`}
            entry={entry}
            isCurrent={index === at}
            heading={shown[index - 1]?.group === entry.group ? undefined : entry.group}
            onPick={() => perform(entry)}
            onPoint={() => setAt(index)}
          />
        ))}
      </div>
      {shown.length === 0 && <p className={css.nothing}>{t('ui.palette.nothing')}</p>}
    </Dialog>
  );
}

interface OptionProps {
  readonly id: string;
  readonly entry: PaletteEntry;
  readonly isCurrent: boolean;
  readonly heading: string | undefined;
  readonly onPick: () => void;
  readonly onPoint: () => void;
}

function Option({ id, entry, isCurrent, heading, onPick, onPoint }: OptionProps) {
  useEffect(() => {
    if (isCurrent) document.getElementById(id)?.scrollIntoView({ block: 'nearest' });
  }, [id, isCurrent]);
  return (
    <>
      {heading !== undefined && (
        <div className={css.heading} role="presentation">
          {heading}
        </div>
      )}
      <div
        className={css.option}
        id={id}
        role="option"
        aria-selected={isCurrent}
        tabIndex={-1}
        onClick={onPick}
        onPointerMove={onPoint}
        onKeyDown={(event) => event.key === 'Enter' && onPick()}
      >
        {entry.icon && <Icon of={entry.icon} />}
        <span className={css.label}>{entry.label}</span>
        {entry.note !== undefined && <span className={css.note}>{entry.note}</span>}
        {entry.shortcut !== undefined && <Keys of={entry.shortcut} />}
      </div>
    </>
  );
}

function rank(entries: readonly PaletteEntry[], text: string): PaletteEntry[] {
  const scored = entries
    .map((entry) => ({ entry, score: matchScore(entry.label, text) }))
    .filter((item) => item.score > 0);
  const groups = [...new Set(entries.map((entry) => entry.group))];
  return scored
    .toSorted(
      (left, right) =>
        groups.indexOf(left.entry.group) - groups.indexOf(right.entry.group) || right.score - left.score,
    )
    .map((item) => item.entry);
}

/** What the rooms find, 150 ms after the last letter; an older answer never overtakes a newer one. */
function useFound(text: string, find: CommandPaletteProps['find']): readonly PaletteEntry[] {
  const [found, setFound] = useState<readonly PaletteEntry[]>([]);
  useEffect(() => {
    if (!find || text.trim().length < 2) {
      setFound([]);
      return;
    }
    const stop = new AbortController();
    const timer = setTimeout(() => {
      find(text, stop.signal).then(
        (entries) => {
          if (!stop.signal.aborted) setFound(entries);
        },
        () => {
          if (!stop.signal.aborted) setFound([]);
        },
      );
    }, 150);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [text, find]);
  return found;
}
