// The table of every list: columns are data, rows are virtual, the keyboard walks it, a phone gets two-line rows.

import { useRef } from 'react';
import type { ReactNode } from 'react';
import { useTexts } from '../lib/texts.tsx';
import { classes } from './classes.ts';
import css from './data-table.module.css';
import { TableBody } from './data-table-body.tsx';
import { TableHead } from './data-table-head.tsx';
import { PhoneRows } from './data-table-phone.tsx';
import { useNarrow } from './use-narrow.ts';
import { useTableKeys } from './use-table-keys.ts';
import { useTableRows } from './use-table-rows.ts';

export interface Column<Row> {
  readonly key: string;
  readonly title: string;
  /** The full words when the title is shortened. */
  readonly hint?: string;
  readonly align?: 'left' | 'right';
  /** Pixels; a column without width takes what its content asks for. */
  readonly width?: number;
  /** Cuts longer content with an ellipsis. */
  readonly maxWidth?: number;
  /** Takes the space that is left and cuts what does not fit. */
  readonly grow?: boolean;
  readonly sortable?: boolean;
  /** Heading over neighbouring columns of the same group. */
  readonly group?: string;
  readonly render: (row: Row) => ReactNode;
  /** The plain value for copying and export: digits without spaces, days as YYYY-MM-DD. */
  readonly exportValue: (row: Row) => string | number | null;
  /** Place in the two-line row of a phone; columns without one are left out there. */
  readonly phone?: 'name' | 'sum' | 'marks' | 'note';
}

export interface Sort {
  readonly key: string;
  readonly direction: 'asc' | 'desc';
}

export interface DataTableProps<Row> {
  /** What the table holds, for those who listen to it. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  /** Undefined while the first rows are on their way: the skeleton keeps the geometry. */
  readonly rows: readonly Row[] | undefined;
  readonly rowKey: (row: Row) => string;
  readonly sort?: Sort | undefined;
  readonly onSort?: (sort: Sort) => void;
  readonly selection?: ReadonlySet<string>;
  readonly onSelect?: (selection: ReadonlySet<string>) => void;
  /** Enter or a click on the row. */
  readonly onOpen?: (row: Row) => void;
  /** Figures of the whole filter by column key. */
  readonly totals?: Readonly<Record<string, ReactNode>> | undefined;
  /** Called when the end comes into sight. */
  readonly onEnd?: (() => void) | undefined;
  readonly isLoadingMore?: boolean;
  /** Old figures stay while new ones are counted. */
  readonly isStale?: boolean;
  readonly rowHeight?: 28 | 32 | 40 | 48;
  readonly rowState?: (row: Row) => 'changed' | 'saving' | 'off' | 'picked' | undefined;
  /** The clicked figure whose rows stand open at the right. */
  readonly picked?: { readonly row: string; readonly column: string } | undefined;
  /** What stands in place of no rows. */
  readonly empty?: ReactNode;
  /** The page scrolls, not the table: for short tables inside a report. */
  readonly isInline?: boolean;
}

export function DataTable<Row>(props: DataTableProps<Row>) {
  const isNarrow = useNarrow();
  const hasPhoneRows = props.columns.some((column) => column.phone === 'name');
  if (props.rows?.length === 0 && props.empty !== undefined)
    return <div className={css.empty}>{props.empty}</div>;
  return isNarrow && hasPhoneRows ? <PhoneRows {...props} /> : <DeskTable {...props} />;
}

function DeskTable<Row>(props: DataTableProps<Row>) {
  const { t } = useTexts();
  const scroller = useRef<HTMLDivElement>(null);
  const table = useRef<HTMLTableElement>(null);
  const window = useTableRows(props, scroller, table);
  const keys = useTableKeys(props, window, table);
  const isSelectable = props.selection !== undefined && props.onSelect !== undefined;
  return (
    <div
      className={classes(css.scroller, props.isInline === true && css.inline)}
      ref={scroller}
      aria-busy={props.rows === undefined || props.isStale}
    >
      <table
        ref={table}
        className={classes(
          css.table,
          css[`rows${props.rowHeight ?? 32}`],
          window.widths !== undefined && css.frozen,
          props.isStale === true && css.stale,
        )}
        aria-label={props.label}
        aria-rowcount={props.rows === undefined ? -1 : props.rows.length + 1}
        onKeyDown={keys.onKeyDown}
      >
        {window.widths && (
          <colgroup>
            {window.widths.map((width, index) => (
              <col key={index} width={width} />
            ))}
          </colgroup>
        )}
        <TableHead {...props} isSelectable={isSelectable} />
        <TableBody
          {...props}
          isSelectable={isSelectable}
          window={window}
          current={keys.current}
          onCurrent={keys.setCurrent}
        />
        <TableTotals {...props} isSelectable={isSelectable} />
      </table>
      {props.isLoadingMore === true && (
        <span className="unseen" role="status">
          {t('ui.table.loading_more')}
        </span>
      )}
    </div>
  );
}

function TableTotals<Row>({
  totals,
  columns,
  isSelectable,
}: DataTableProps<Row> & { readonly isSelectable: boolean }) {
  if (!totals) return null;
  return (
    <tfoot>
      <tr>
        {isSelectable && <td className={css.tick} />}
        {columns.map((column) => (
          <td key={column.key} className={classes(column.align === 'right' && css.right)}>
            {totals[column.key]}
          </td>
        ))}
      </tr>
    </tfoot>
  );
}
