import { Popover } from '@mantine/core';
import { IconPlus, IconSearch, IconX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useTexts } from '../lib/texts.tsx';
import { Button } from './button.tsx';
import css from './condition-bar.module.css';
import { Icon } from './icon.tsx';

/** The one bar of conditions of a list or the parameters of a report; `note` stands at the right. */
export function ConditionBar({
  children,
  note,
}: {
  readonly children: ReactNode;
  readonly note?: ReactNode;
}) {
  return (
    <div className={css.bar}>
      {children}
      {note !== undefined && <span className={css.note}>{note}</span>}
    </div>
  );
}

export interface ChipProps {
  readonly field: string;
  readonly value: ReactNode;
  /** Takes the condition away; a parameter that always has a value leaves it out. */
  readonly onRemove?: (() => void) | undefined;
  /** What opens to change the value; gets a way to close itself. */
  readonly edit?: ((close: () => void) => ReactNode) | undefined;
}

/** A condition: field, value, away. */
export function Chip({ field, value, onRemove, edit }: ChipProps) {
  const { t } = useTexts();
  const [isOpen, setOpen] = useState(false);
  const inside = (
    <>
      <span className={css.field}>{field}</span>
      <span className={css.value}>{value}</span>
    </>
  );
  return (
    <span className={css.chip}>
      {edit ? (
        <Popover opened={isOpen} onChange={setOpen} position="bottom-start" offset={4} trapFocus returnFocus>
          <Popover.Target>
            <button type="button" className={css.body} onClick={() => setOpen(!isOpen)}>
              {inside}
            </button>
          </Popover.Target>
          <Popover.Dropdown>
            <div className={css.edit}>{edit(() => setOpen(false))}</div>
          </Popover.Dropdown>
        </Popover>
      ) : (
        <span className={css.body}>{inside}</span>
      )}
      {onRemove && (
        <button
          type="button"
          className={css.remove}
          aria-label={t('ui.condition.remove', { field })}
          onClick={onRemove}
        >
          <Icon of={IconX} size={12} />
        </button>
      )}
    </span>
  );
}

/** Opens the list of fields that may become a condition. */
export function AddCondition({ children }: { readonly children: (close: () => void) => ReactNode }) {
  const { t } = useTexts();
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" offset={4} trapFocus returnFocus>
      <Popover.Target>
        <Button kind="quiet" icon={IconPlus} onClick={() => setOpen(!isOpen)}>
          {t('ui.condition.add')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={css.edit}>{children(() => setOpen(false))}</div>
      </Popover.Dropdown>
    </Popover>
  );
}

/** The search of a list; answers 250 ms after the last letter. */
export function SearchField({
  value,
  onSearch,
  placeholder,
}: {
  readonly value: string;
  readonly onSearch: (text: string) => void;
  readonly placeholder: string;
}) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (text === value) return;
    const timer = setTimeout(() => onSearch(text), 250);
    return () => clearTimeout(timer);
  }, [text, value, onSearch]);
  return (
    <label className={css.search}>
      <Icon of={IconSearch} size={14} />
      <input
        type="search"
        value={text}
        placeholder={placeholder}
        aria-label={placeholder}
        onChange={(event) => setText(event.currentTarget.value)}
      />
    </label>
  );
}
