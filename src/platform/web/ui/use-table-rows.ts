// Which rows of a long list are drawn, and the widths that its columns keep while it scrolls.

import { useVirtualizer, useWindowVirtualizer } from '@tanstack/react-virtual';
import type { VirtualItem } from '@tanstack/react-virtual';
import { useCallback, useEffect, useLayoutEffect, useState } from 'react';
import type { RefObject } from 'react';
import type { DataTableProps } from './data-table.tsx';

/** Lists up to this length are drawn whole: find in page, printing and copying work by themselves. */
const wholeLimit = 100;

export interface TableWindow {
  readonly indexes: readonly number[];
  readonly before: number;
  readonly after: number;
  readonly widths: readonly number[] | undefined;
  readonly reveal: (index: number) => void;
}

export function useTableRows<Row>(
  props: DataTableProps<Row>,
  scroller: RefObject<HTMLDivElement | null>,
  table: RefObject<HTMLTableElement | null>,
): TableWindow {
  const count = props.rows?.length ?? 0;
  const isWhole = count <= wholeLimit || props.isInline === true;
  const virtual = useVirtualizer({
    count: isWhole ? 0 : count,
    getScrollElement: () => scroller.current,
    estimateSize: () => props.rowHeight ?? 32,
    overscan: 12,
    scrollPaddingStart: 40,
    scrollPaddingEnd: 40,
  });
  const items = virtual.getVirtualItems();
  const widths = useFrozenWidths(props, scroller, table, isWhole ? -1 : items.length);
  useEndWatch(scroller, count, props.onEnd);
  const reveal = useCallback((index: number) => virtual.scrollToIndex(index), [virtual]);
  if (isWhole)
    return { indexes: countTo(count), before: 0, after: 0, widths: undefined, reveal: () => undefined };
  return { ...windowOf(items, virtual.getTotalSize()), widths, reveal };
}

/** The same for rows that scroll with the page. */
export function usePageRows<Row>(
  props: DataTableProps<Row>,
  list: RefObject<HTMLElement | null>,
  height: number,
): TableWindow {
  const count = props.rows?.length ?? 0;
  const isWhole = count <= wholeLimit;
  const virtual = useWindowVirtualizer({
    count: isWhole ? 0 : count,
    estimateSize: () => height,
    overscan: 10,
    scrollMargin: list.current?.offsetTop ?? 0,
  });
  usePageEndWatch(count, props.onEnd);
  const reveal = useCallback((index: number) => virtual.scrollToIndex(index), [virtual]);
  if (isWhole) return { indexes: countTo(count), before: 0, after: 0, widths: undefined, reveal };
  const items = virtual.getVirtualItems();
  const margin = virtual.options.scrollMargin;
  const first = items[0];
  const last = items.at(-1);
  const before = first ? first.start - margin : 0;
  const after = last ? virtual.getTotalSize() + margin - last.end : 0;
  return {
    indexes: items.map((item) => item.index),
    before,
    after: Math.max(0, after),
    widths: undefined,
    reveal,
  };
}

function countTo(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}

function windowOf(
  items: readonly VirtualItem[],
  total: number,
): Pick<TableWindow, 'indexes' | 'before' | 'after'> {
  const last = items.at(-1);
  return {
    indexes: items.map((item) => item.index),
    before: items[0]?.start ?? 0,
    after: last ? total - last.end : total,
  };
}

/** Measures the columns once over the first rows, so that they do not jump when other rows come into sight; again when the table changes its width. `drawn` is how many rows are drawn, -1 for a table that is drawn whole. */
function useFrozenWidths<Row>(
  props: DataTableProps<Row>,
  scroller: RefObject<HTMLDivElement | null>,
  table: RefObject<HTMLTableElement | null>,
  drawn: number,
) {
  const isLong = drawn >= 0;
  const [widths, setWidths] = useState<readonly number[]>();
  const shape = `${props.columns.map((column) => column.key).join(' ')} ${props.selection !== undefined}`;
  useLayoutEffect(() => setWidths(undefined), [shape, isLong]);
  useLayoutEffect(() => {
    if (!isLong || widths !== undefined) return;
    const heads = table.current?.querySelectorAll('thead tr:last-child > *') ?? [];
    const measured = [...heads].map((head) => head.getBoundingClientRect().width);
    if (measured.length > 0 && drawn > 0) setWidths(measured);
  }, [isLong, widths, drawn, table]);
  useEffect(() => {
    const box = scroller.current;
    if (!box || !isLong) return;
    let width = box.clientWidth;
    const observer = new ResizeObserver(() => {
      if (box.clientWidth === width) return;
      width = box.clientWidth;
      setWidths(undefined);
    });
    observer.observe(box);
    return () => observer.disconnect();
  }, [isLong, scroller]);
  return widths;
}

/** Calls `onEnd` while less than one screen of rows lies below. */
function useEndWatch(
  scroller: RefObject<HTMLElement | null>,
  count: number,
  onEnd: (() => void) | undefined,
): void {
  useEffect(() => {
    const box = scroller.current;
    if (!box || !onEnd || count === 0) return;
    const watch = () => {
      if (box.scrollHeight - box.scrollTop - box.clientHeight < box.clientHeight + 200) onEnd();
    };
    watch();
    box.addEventListener('scroll', watch, { passive: true });
    return () => box.removeEventListener('scroll', watch);
  }, [scroller, count, onEnd]);
}

function usePageEndWatch(count: number, onEnd: (() => void) | undefined): void {
  useEffect(() => {
    if (!onEnd || count === 0) return;
    const page = document.documentElement;
    const watch = () => {
      if (page.scrollHeight - globalThis.scrollY - globalThis.innerHeight < globalThis.innerHeight) onEnd();
    };
    watch();
    globalThis.addEventListener('scroll', watch, { passive: true });
    return () => globalThis.removeEventListener('scroll', watch);
  }, [count, onEnd]);
}
