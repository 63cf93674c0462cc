import { Checkbox } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useTexts } from '../lib/texts.tsx';
import { classes } from './classes.ts';
import type { Column, DataTableProps, Sort } from './data-table.tsx';
import css from './data-table.module.css';
import { Icon } from './icon.tsx';

export function TableHead<Row>(props: DataTableProps<Row> & { readonly isSelectable: boolean }) {
  const { columns, isSelectable, sort, onSort } = props;
  const hasGroups = columns.some((column) => column.group !== undefined);
  return (
    <thead>
      {hasGroups && (
        <tr className={css.groups}>
          {isSelectable && <td className={css.tick} />}
          {groupsOf(columns).map((group) =>
            group.title === undefined ? (
              <td key={group.key} colSpan={group.span} />
            ) : (
              <th key={group.key} colSpan={group.span} scope="colgroup">
                {group.title}
              </th>
            ),
          )}
        </tr>
      )}
      <tr className={css.heads}>
        {isSelectable && (
          <th className={css.tick} scope="col">
            <SelectAll {...props} />
          </th>
        )}
        {columns.map((column) => (
          <HeadCell key={column.key} column={column} sort={sort} onSort={onSort} />
        ))}
      </tr>
    </thead>
  );
}

interface HeadCellProps<Row> {
  readonly column: Column<Row>;
  readonly sort: Sort | undefined;
  readonly onSort: ((sort: Sort) => void) | undefined;
}

function HeadCell<Row>({ column, sort, onSort }: HeadCellProps<Row>) {
  const isSorted = sort?.key === column.key;
  const isUp = isSorted && sort.direction === 'asc';
  const className = classes(
    column.align === 'right' && css.right,
    isSorted && css.sorted,
    column.grow === true && css.grow,
  );
  const isSortable = column.sortable === true && onSort !== undefined;
  return (
    <th
      scope="col"
      className={className}
      title={column.hint}
      {...(column.width === undefined ? {} : { width: column.width })}
      {...(isSorted ? { 'aria-sort': isUp ? ('ascending' as const) : ('descending' as const) } : {})}
    >
      {isSortable ? (
        <button type="button" className={css.sort} onClick={() => onSort(nextSort(column, sort))}>
          {column.title}
          {isSorted && <Icon of={isUp ? IconArrowUp : IconArrowDown} size={14} />}
        </button>
      ) : (
        column.title
      )}
    </th>
  );
}

/** Figures start from the largest, words from the first letter; a second press turns the order round. */
function nextSort<Row>(column: Column<Row>, sort: Sort | undefined): Sort {
  if (sort?.key === column.key)
    return { key: column.key, direction: sort.direction === 'asc' ? 'desc' : 'asc' };
  return { key: column.key, direction: column.align === 'right' ? 'desc' : 'asc' };
}

function SelectAll<Row>({ rows, rowKey, selection, onSelect }: DataTableProps<Row>) {
  const { t } = useTexts();
  const keys = (rows ?? []).map(rowKey);
  const chosen = keys.filter((key) => selection?.has(key)).length;
  const isAll = keys.length > 0 && chosen === keys.length;
  return (
    <Checkbox
      aria-label={t('ui.table.select_all')}
      checked={isAll}
      indeterminate={chosen > 0 && !isAll}
      onChange={() => onSelect?.(isAll ? new Set() : new Set([...(selection ?? []), ...keys]))}
    />
  );
}

interface Group {
  readonly key: string;
  readonly title: string | undefined;
  readonly span: number;
}

function groupsOf<Row>(columns: readonly Column<Row>[]): Group[] {
  const groups: Group[] = [];
  for (const column of columns) {
    const last = groups.at(-1);
    if (last && last.title === column.group) groups[groups.length - 1] = { ...last, span: last.span + 1 };
    else groups.push({ key: column.key, title: column.group, span: 1 });
  }
  return groups;
}
