// J and K walk the rows, Enter opens, X selects, Esc lets the selection go. They work from anywhere on the page that is not a field.

import { useCallback, useEffect, useRef, useState } from 'react';
import type { KeyboardEvent as ReactKeyboardEvent, RefObject } from 'react';
import { useShortcut } from '../lib/shortcuts.tsx';
import { toggle } from './data-table-body.tsx';
import type { DataTableProps } from './data-table.tsx';
import type { TableWindow } from './use-table-rows.ts';

export interface TableKeys {
  readonly current: number;
  readonly setCurrent: (index: number) => void;
  readonly onKeyDown: (event: ReactKeyboardEvent) => void;
}

export function useTableKeys<Row>(
  props: DataTableProps<Row>,
  window: TableWindow,
  table: RefObject<HTMLTableElement | null>,
): TableKeys {
  const { rows, onOpen, onSelect, rowKey, selection } = props;
  const [current, setCurrent] = useState(0);
  const wanted = useRef(-1);
  const isLive = props.isInline !== true && (onOpen !== undefined || onSelect !== undefined);
  const move = useCallback(
    (to: number) => {
      const index = Math.max(0, Math.min((rows?.length ?? 0) - 1, to));
      wanted.current = index;
      setCurrent(index);
      window.reveal(index);
      focusRow(table, index);
    },
    [rows, window, table],
  );
  useEffect(() => {
    if (wanted.current >= 0 && focusRow(table, wanted.current)) wanted.current = -1;
  });
  const isInside = () => table.current?.contains(document.activeElement) === true;
  const step = (by: number) => {
    const isInSight = window.indexes.includes(current);
    const from = isInSight ? current : (window.indexes[Math.floor(window.indexes.length / 2)] ?? 0);
    move(isInside() && isInSight ? from + by : from);
  };
  const act = (use: (row: Row) => void) => {
    const row = rows?.[current];
    if (row !== undefined && isInside()) use(row);
  };
  useShortcut('j', () => step(1), isLive);
  useShortcut('k', () => step(-1), isLive);
  useShortcut(
    'x',
    () => act((row) => onSelect?.(toggle(selection, rowKey(row)))),
    isLive && onSelect !== undefined,
  );
  useShortcut('escape', () => onSelect?.(new Set()), isLive && (selection?.size ?? 0) > 0);
  const onKeyDown = (event: ReactKeyboardEvent) => {
    const isRow = event.target instanceof HTMLTableRowElement;
    if (event.key === 'ArrowDown' && isRow) step(1);
    else if (event.key === 'ArrowUp' && isRow) step(-1);
    else if (event.key === 'Enter' && isRow) act((row) => onOpen?.(row));
    else if (event.key === ' ' && isRow && onSelect) act((row) => onSelect(toggle(selection, rowKey(row))));
    else return;
    event.preventDefault();
  };
  return { current: Math.min(current, Math.max(0, (rows?.length ?? 1) - 1)), setCurrent, onKeyDown };
}

function focusRow(table: RefObject<HTMLTableElement | null>, index: number): boolean {
  const row = table.current?.querySelector<HTMLTableRowElement>(`tbody tr[data-index="${index}"]`);
  row?.focus({ preventScroll: false });
  return row !== undefined && row !== null;
}
