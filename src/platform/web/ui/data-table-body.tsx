import { Checkbox } from '@mantine/core';
import type { MouseEvent } from 'react';
import { useTexts } from '../lib/texts.tsx';
import { classes } from './classes.ts';
import type { Column, DataTableProps } from './data-table.tsx';
import css from './data-table.module.css';
import { SkeletonBar } from './skeleton.tsx';
import type { TableWindow } from './use-table-rows.ts';

interface BodyProps<Row> extends DataTableProps<Row> {
  readonly isSelectable: boolean;
  readonly window: TableWindow;
  readonly current: number;
  readonly onCurrent: (index: number) => void;
}

export function TableBody<Row>(props: BodyProps<Row>) {
  const { rows, columns, isSelectable, window } = props;
  const span = columns.length + (isSelectable ? 1 : 0);
  if (rows === undefined) return <tbody>{skeletonRows(props, 12)}</tbody>;
  return (
    <tbody>
      <Spacer height={window.before} span={span} />
      {window.indexes.map((index) => {
        const row = rows[index];
        return row === undefined ? null : (
          <BodyRow key={props.rowKey(row)} {...props} row={row} index={index} />
        );
      })}
      <Spacer height={window.after} span={span} />
      {props.isLoadingMore === true && skeletonRows(props, 3)}
    </tbody>
  );
}

/** Stands for the rows that are out of sight, so that the scroll bar tells the truth. */
function Spacer({ height, span }: { readonly height: number; readonly span: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden="true" className={css.spacer}>
      <td colSpan={span} style={{ height }} />
    </tr>
  );
}

function BodyRow<Row>(props: BodyProps<Row> & { readonly row: Row; readonly index: number }) {
  const { row, index, columns, current, picked } = props;
  const key = props.rowKey(row);
  const isChosen = props.selection?.has(key) === true;
  const state = props.rowState?.(row);
  return (
    <tr
      data-index={index}
      tabIndex={index === current ? 0 : -1}
      aria-rowindex={index + 2}
      className={classes(
        isChosen && css.chosen,
        state !== undefined && css[state],
        props.onOpen && css.opens,
      )}
      onFocus={() => props.onCurrent(index)}
      onClick={(event) => openByClick(event, () => props.onOpen?.(row))}
      {...(props.isSelectable ? { 'aria-selected': isChosen } : {})}
    >
      {props.isSelectable && <TickCell {...props} rowId={key} isChosen={isChosen} />}
      {columns.map((column) => {
        const isPicked = picked?.row === key && picked.column === column.key;
        return (
          <td
            key={column.key}
            className={classes(
              column.align === 'right' && css.right,
              column.grow === true && css.grow,
              column.maxWidth !== undefined && css.cut,
              isPicked && css.pickedCell,
            )}
            {...(column.maxWidth === undefined ? {} : { style: { maxWidth: column.maxWidth } })}
          >
            {column.render(row)}
          </td>
        );
      })}
    </tr>
  );
}

function TickCell<Row>({
  selection,
  onSelect,
  rowId,
  isChosen,
}: DataTableProps<Row> & { readonly rowId: string; readonly isChosen: boolean }) {
  const { t } = useTexts();
  return (
    <td className={css.tick}>
      <Checkbox
        aria-label={t('ui.table.select_row')}
        checked={isChosen}
        tabIndex={-1}
        onChange={() => onSelect?.(toggle(selection, rowId))}
      />
    </td>
  );
}

/** The selection with a key put in or taken out. */
export function toggle(selection: ReadonlySet<string> | undefined, key: string): ReadonlySet<string> {
  const next = new Set(selection);
  if (!next.delete(key)) next.add(key);
  return next;
}

/** A click on the row opens it, unless it hit something that acts by itself or ended a selection of text. */
function openByClick(event: MouseEvent<HTMLElement>, open: () => void): void {
  const target = event.target;
  if (
    !(target instanceof Element) ||
    target.closest('a, button, input, label, select, textarea, [role="dialog"]')
  )
    return;
  if (!event.currentTarget.contains(target)) return;
  if ((globalThis.getSelection()?.toString() ?? '') !== '') return;
  open();
}

const barWidths = [72, 55, 84, 63, 48, 78, 60, 90, 52, 68, 80, 58];

function skeletonRows<Row>({ columns, isSelectable }: BodyProps<Row>, count: number) {
  return Array.from({ length: count }, (_, row) => (
    <tr key={`skeleton-${row}`} aria-hidden="true">
      {isSelectable && <td className={css.tick} />}
      {columns.map((column, index) => (
        <td
          key={column.key}
          className={classes(column.align === 'right' && css.right, column.grow === true && css.grow)}
        >
          <span className={css.guess} style={{ width: guessWidth(column) }}>
            <SkeletonBar width={`${barWidths[(row + index * 5) % barWidths.length] ?? 60}%`} />
          </span>
        </td>
      ))}
    </tr>
  ));
}

/** About what the rows will ask for, so that the columns hardly move when they come. */
function guessWidth<Row>(column: Column<Row>): string | number {
  if (column.grow === true) return '100%';
  return (
    column.width ??
    (column.maxWidth === undefined ? (column.align === 'right' ? 72 : 104) : column.maxWidth - 16)
  );
}
