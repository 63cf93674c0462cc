// ABC x XYZ: nine cells by heat, the key customers outlined, sums at the edges. A cell opens its customers.

import { useTexts } from '#platform/web/lib/texts.tsx';
import { classes } from '#platform/web/ui/classes.ts';
import type { AbcClass } from '../../shared/abc.ts';
import type { XyzClass } from '../../shared/xyz.ts';
import { ClassMark } from '../marks/class-mark.tsx';
import { abcLetters, cellAt, hasColumnWithoutXyz, sumOf, xyzLetters } from './cells.ts';
import type { ClassTable, DrawnCell, Sum } from './cells.ts';
import css from './nine-cells.module.css';

export interface PickedCell {
  readonly abc: AbcClass | 'none';
  readonly xyz: XyzClass | 'none';
}

export interface NineCellsProps {
  readonly table: ClassTable;
  readonly picked?: PickedCell | undefined;
  readonly onPick: (cell: PickedCell) => void;
  /** The small form: counts and shares alone. */
  readonly isSmall?: boolean;
}

export function NineCells({ table, picked, onPick, isSmall = false }: NineCellsProps) {
  const { t } = useTexts();
  const hasRest = hasColumnWithoutXyz(table);
  const columns: readonly (XyzClass | null)[] = hasRest ? [...xyzLetters, null] : xyzLetters;
  return (
    <table className={classes(css.nine, isSmall && css.small)} aria-label={t('classes.table.label')}>
      <thead>
        <tr>
          <td />
          {columns.map((xyz) => (
            <th key={xyz ?? 'none'} scope="col" className={classes(xyz === null && css.rest)}>
              <ColumnHead xyz={xyz} table={table} isSmall={isSmall} />
            </th>
          ))}
          <th scope="col" className={css.sumHead}>
            {t('classes.table.sum')}
          </th>
        </tr>
      </thead>
      <tbody>
        {abcLetters.map((abc) => (
          <tr key={abc}>
            <th scope="row">
              <RowHead abc={abc} table={table} isSmall={isSmall} />
            </th>
            {columns.map((xyz) => (
              <Cell
                key={xyz ?? 'none'}
                cell={cellAt(table, abc, xyz)}
                keyCustomers={abc === 'A' && xyz === 'X' ? table.keyCustomers : 0}
                isPicked={picked?.abc === abc && picked.xyz === (xyz ?? 'none')}
                isSmall={isSmall}
                onPick={() => onPick({ abc, xyz: xyz ?? 'none' })}
              />
            ))}
            <SumCell sum={sumOf(table, { abc })} isRow />
          </tr>
        ))}
        <tr className={css.sums}>
          <th scope="row">{t('classes.table.sum')}</th>
          {columns.map((xyz) => (
            <SumCell key={xyz ?? 'none'} sum={sumOf(table, { xyz })} />
          ))}
          <SumCell
            sum={{ customers: table.customers, share: null }}
            {...(isSmall ? {} : { note: t('classes.table.with_classes') })}
            isRow
          />
        </tr>
      </tbody>
    </table>
  );
}

interface HeadProps {
  readonly table: ClassTable;
  readonly isSmall: boolean;
}

function ColumnHead({ xyz, table, isSmall }: HeadProps & { readonly xyz: XyzClass | null }) {
  const { t } = useTexts();
  if (xyz === null) return <span title={t('classes.table.no_xyz_hint')}>{t('classes.table.no_xyz')}</span>;
  const { borderX, borderY } = table.definitions.xyz;
  const border = xyz === 'X' ? borderX : borderY;
  return (
    <span className={css.head}>
      <ClassMark xyz={xyz} />
      {!isSmall && <span className={css.words}>{t(`classes.xyz.${xyz}`, { border })}</span>}
    </span>
  );
}

function RowHead({ abc, table, isSmall }: HeadProps & { readonly abc: AbcClass }) {
  const { t } = useTexts();
  const border = abc === 'A' ? table.definitions.abc.borderA : table.definitions.abc.borderB;
  return (
    <span className={css.head}>
      <ClassMark abc={abc} />
      {!isSmall && <span className={css.words}>{t(`classes.abc.${abc}`, { border })}</span>}
    </span>
  );
}

interface CellProps {
  readonly cell: DrawnCell;
  readonly keyCustomers: number;
  readonly isPicked: boolean;
  readonly isSmall: boolean;
  readonly onPick: () => void;
}

function Cell({ cell, keyCustomers, isPicked, isSmall, onPick }: CellProps) {
  const { t, formats } = useTexts();
  const letters = `${cell.abc ?? '—'} ${cell.xyz ?? '—'}`;
  return (
    <td>
      <button
        type="button"
        className={classes(
          css.cell,
          cell.xyz === null ? css.rest : css[`h${cell.heat}`],
          keyCustomers > 0 && css.key,
          isPicked && css.picked,
        )}
        aria-pressed={isPicked}
        aria-label={t('classes.table.open', { letters, count: cell.customers })}
        disabled={cell.customers === 0}
        onClick={onPick}
      >
        <b>{formats.int(cell.customers)}</b>
        {cell.share !== null && cell.customers > 0 && (
          <span>
            {isSmall
              ? formats.percent(cell.share, shareDigits(cell.share))
              : t('classes.table.share', { share: formats.percent(cell.share, shareDigits(cell.share)) })}
          </span>
        )}
        {!isSmall && keyCustomers > 0 && <span>{t('classes.table.key', { count: keyCustomers })}</span>}
        {!isSmall && keyCustomers === 0 && cell.products !== null && cell.customers > 0 && (
          <span>{t('classes.table.products', { products: formats.decimal(cell.products, 1) })}</span>
        )}
      </button>
    </td>
  );
}

/** Small shares keep a digit, so that a cell with customers never says 0 %. */
function shareDigits(share: number): number {
  return Math.abs(share) < 0.01 && share !== 0 ? 1 : 0;
}

function SumCell({
  sum,
  note,
  isRow = false,
}: {
  readonly sum: Sum;
  readonly note?: string;
  readonly isRow?: boolean;
}) {
  const { formats } = useTexts();
  return (
    <td className={classes(css.total, isRow && css.right)}>
      <b>{formats.int(sum.customers)}</b>
      {note !== undefined && <span className={css.words}>{note}</span>}
      {note === undefined && sum.share !== null && (
        <span>{formats.percent(sum.share, shareDigits(sum.share))}</span>
      )}
    </td>
  );
}
