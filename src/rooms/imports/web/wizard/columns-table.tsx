import { Select } from '@mantine/core';
import { useMemo } from 'react';
import { useSession } from '#platform/web/lib/session.ts';
import { useTexts } from '#platform/web/lib/texts.tsx';
import type { Texts } from '#platform/web/lib/texts.tsx';
import { classes } from '#platform/web/ui/classes.ts';
import { chooseField, columnReference, fieldOfColumn, formulasOf, sureEnough } from '../draft.ts';
import type { Draft, DraftFile, Kind } from '../draft.ts';
import { isReadByFormula } from '../formulas.ts';
import type { Check } from './use-check.ts';
import css from './columns-table.module.css';

const rowsShown = 24;

interface ColumnsTableProps {
  readonly draft: Draft;
  readonly kind: Kind;
  readonly file: DraftFile;
  readonly check: Check | undefined;
  readonly onChange: (draft: Draft) => void;
}

/** Source names, the field of each, and the first rows: bad cells with their reason, totals rows grey. */
export function ColumnsTable({ draft, kind, file, check, onChange }: ColumnsTableProps) {
  const { t } = useTexts();
  const columns = useColumns(draft, kind, file);
  const problems = useProblems(check);
  const isMain = draft.files[0] === file;
  return (
    <div className={css.scroll} tabIndex={0} role="region" aria-label={t('imports.columns.rows')}>
      <table className={css.table}>
        <thead>
          <tr className={css.source}>
            {columns.map((column) => (
              <th key={column.reference} scope="col" className={classes(column.isNumber && css.right)}>
                <span title={column.header}>{column.header}</span>
              </th>
            ))}
          </tr>
          <tr className={css.fields}>
            {columns.map((column) => (
              <th key={column.reference}>
                <FieldSelect
                  column={column}
                  kind={kind}
                  onPick={(field) => onChange(chooseField(draft, column.reference, field))}
                />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {file.look.rows.slice(0, rowsShown).map((row) => (
            <Row
              key={row.line}
              row={row}
              columns={columns}
              problems={isMain ? problems.get(row.line) : undefined}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface ShownColumn {
  readonly header: string;
  readonly reference: string;
  readonly isNumber: boolean;
  readonly field: string | undefined;
  readonly isUnsure: boolean;
  readonly isInFormula: boolean;
}

function useColumns(draft: Draft, kind: Kind, file: DraftFile): ShownColumn[] {
  return useMemo(() => {
    const formulas = formulasOf(draft).map(([, text]) => text);
    return file.look.columns.map((column) => {
      const reference = columnReference(draft, file.name, column.header);
      const field = fieldOfColumn(draft, reference);
      return {
        header: column.header,
        reference,
        field,
        isNumber: isNumeric(kind, field, column.numbers),
        isUnsure:
          field !== undefined &&
          field === column.field &&
          column.confidence < sureEnough &&
          !draft.settled.includes(reference),
        isInFormula: formulas.some((text) => isReadByFormula(text, reference)),
      };
    });
  }, [draft, kind, file]);
}

/** Codes and tax numbers are digits, too, but no figures. */
function isNumeric(kind: Kind, field: string | undefined, numbers: number): boolean {
  const type = kind.fields.find((one) => one.key === field)?.type;
  return type === undefined ? field === undefined && numbers > 0.6 : type === 'decimal' || type === 'money';
}

/** A figure as the program writes figures: thin spaces and a true minus, so that columns line up. */
function figureText(text: string): string {
  return text.replace(/^-(?=\d)/, '\u2212').replace(/(\d)[ \u00a0\u202f](?=\d{3})/g, '$1\u2009');
}

/** Line -> column -> reason. */
function useProblems(check: Check | undefined): ReadonlyMap<number, ReadonlyMap<string, string>> {
  return useMemo(() => {
    const lines = new Map<number, Map<string, string>>();
    for (const { line, column, reason } of check?.problems ?? []) {
      const found = lines.get(line) ?? new Map<string, string>();
      for (const name of [column, ...column.split(', ')]) found.set(name, reason);
      lines.set(line, found);
    }
    return lines;
  }, [check]);
}

interface RowProps {
  readonly row: DraftFile['look']['rows'][number];
  readonly columns: readonly ShownColumn[];
  readonly problems: ReadonlyMap<string, string> | undefined;
}

function Row({ row, columns, problems }: RowProps) {
  const { t } = useTexts();
  const first = row.cells.findIndex((cell) => cell.trim() !== '');
  return (
    <tr className={classes(row.totals && css.totals)}>
      {columns.map((column, place) => {
        const reason = problems?.get(column.reference);
        const words = reason === undefined ? undefined : reasonText(reason, t);
        return (
          <td
            key={column.reference}
            className={classes(
              column.isNumber && css.right,
              reason !== undefined && css.bad,
              column.field === undefined && !column.isInFormula && css.off,
            )}
            title={words}
          >
            <span className={css.cell}>
              {column.isNumber ? figureText(row.cells[place] ?? '') : row.cells[place]}
            </span>
            {words !== undefined && <span className="unseen">{words}</span>}
            {row.totals && place === first && (
              <span className={css.tag}>{t('imports.columns.totals_row')}</span>
            )}
          </td>
        );
      })}
    </tr>
  );
}

function reasonText(reason: string, t: Texts['t']): string {
  // Reasons come as data; each has its words.
  return t(`imports.reason.${reason}` as 'imports.reason.empty');
}

function FieldSelect({
  column,
  kind,
  onPick,
}: {
  readonly column: ShownColumn;
  readonly kind: Kind;
  readonly onPick: (field: string | undefined) => void;
}) {
  const { t } = useTexts();
  const options = useFieldOptions(kind, column.header);
  const words = options.find((option) => option.value === (column.field ?? ''))?.label ?? '';
  return (
    <Select
      miw={`${words.length + 6}ch`}
      aria-label={t('imports.columns.field_of', { column: column.header })}
      className={classes(css.pick, column.isUnsure && css.ask, column.field === undefined && css.none)}
      data={options}
      value={column.field ?? ''}
      allowDeselect={false}
      searchable
      selectFirstOptionOnChange
      comboboxProps={{ width: 230, position: 'bottom-start' }}
      maxDropdownHeight={320}
      title={column.isInFormula ? t('imports.columns.used_in') : undefined}
      onChange={(field) => onPick(field === null || field === '' ? undefined : field)}
    />
  );
}

function useFieldOptions(kind: Kind, header: string): { value: string; label: string }[] {
  const { t, tryText, formats } = useTexts();
  const { currency } = useSession().company;
  return useMemo(() => {
    const plain = kind.fields.filter((field) => !field.open);
    const open = kind.fields.find((field) => field.open);
    return [
      { value: '', label: t('imports.columns.skip') },
      ...plain.map((field) => ({
        value: field.key,
        label:
          field.key === 'line.amount'
            ? t('imports.columns.amount_field', { currency: formats.currency(currency) })
            : (tryText(field.label) ?? field.key),
      })),
      ...(open ? [{ value: `${open.key}${header}`, label: tryText(open.label) ?? open.key }] : []),
    ];
  }, [kind, header, t, tryText, formats, currency]);
}
