import { useRef } from 'react';
import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import type { Column, DataTableProps } from './data-table.tsx';
import css from './data-table.module.css';
import { SkeletonBar } from './skeleton.tsx';
import { usePageRows } from './use-table-rows.ts';

/** Name and sum over marks and note: a row of a list on a phone. */
export function PhoneRows<Row>(props: DataTableProps<Row>) {
  const list = useRef<HTMLUListElement>(null);
  const window = usePageRows(props, list, 57);
  const { rows, columns } = props;
  const first = columns.find((column) => column.phone === 'name');
  return (
    <>
      <ul
        ref={list}
        className={classes(css.phone, props.isStale === true && css.stale)}
        aria-label={props.label}
        aria-busy={rows === undefined}
      >
        {rows === undefined && Array.from({ length: 10 }, (_, index) => <SkeletonRow key={index} />)}
        {window.before > 0 && (
          <li aria-hidden="true" className={css.phoneSpacer} style={{ height: window.before }} />
        )}
        {window.indexes.map((index) => {
          const row = rows?.[index];
          return row === undefined ? null : <PhoneRow key={props.rowKey(row)} {...props} row={row} />;
        })}
        {window.after > 0 && (
          <li aria-hidden="true" className={css.phoneSpacer} style={{ height: window.after }} />
        )}
        {props.isLoadingMore === true && <SkeletonRow />}
      </ul>
      {props.totals && (
        <div className={css.phoneTotals}>
          <span>{first && props.totals[first.key]}</span>
          <span className="number">
            {columns.filter((column) => column.phone === 'sum').map((column) => props.totals?.[column.key])}
          </span>
        </div>
      )}
    </>
  );
}

function PhoneRow<Row>({ columns, row, onOpen, rowState }: DataTableProps<Row> & { readonly row: Row }) {
  const state = rowState?.(row);
  const at = (place: Column<Row>['phone']): ReactNode =>
    columns
      .filter((column) => column.phone === place)
      .map((column) => <span key={column.key}>{column.render(row)}</span>);
  const open = (target: EventTarget) => {
    if (target instanceof Element && !target.closest('a, button')) onOpen?.(row);
  };
  return (
    <li className={classes(state !== undefined && css[state])} onClick={(event) => open(event.target)}>
      <span className={css.phoneName}>{at('name')}</span>
      <span className={css.phoneSum}>{at('sum')}</span>
      <span className={css.phoneMarks}>{at('marks')}</span>
      <span className={css.phoneNote}>{at('note')}</span>
    </li>
  );
}

function SkeletonRow() {
  return (
    <li aria-hidden="true">
      <SkeletonBar width="60%" />
      <SkeletonBar width="64px" />
      <SkeletonBar width="40%" />
      <SkeletonBar width="40px" />
    </li>
  );
}
