import { describe, expect, test } from 'vitest';
import { settlementKindSpec } from './import-kind.ts';
import { customerKindSpec } from '#rooms/customers/shared/import-kinds.ts';
import { guessColumns, guessKinds, normalHeader } from '#rooms/imports/shared/guess.ts';
import type { Mapping } from '#rooms/imports/shared/mapping.ts';
import { readMapping } from '#rooms/imports/shared/mapping.ts';
import { planMapping } from '#rooms/imports/shared/plan.ts';
import type { FileShape } from '#rooms/imports/shared/plan.ts';
import { createRowMapper } from '#rooms/imports/shared/row-mapper.ts';
import type { ColumnLook } from '#rooms/imports/shared/sniff-table.ts';

const headers = ['No', 'Date', 'Who', 'Qty', 'Sum'];
const shape: FileShape = {
  name: 'lines',
  headers,
  decimal: ',',
  dates: { order: 'dmy', serials: false, timeZone: 'UTC' },
};
const base = {
  kind: 'settlements',
  files: { lines: { path: 'lines.csv' } },
  columns: {
    'settlement.number': 'No',
    'settlement.date': 'Date',
    'customer.name': 'Who',
    'line.quantity': 'Qty',
    'line.amount': 'Sum',
  },
};

function valid(more: object = {}): Mapping {
  const found = readMapping({ ...base, ...more }, [settlementKindSpec]);
  if ('errors' in found) throw new Error(JSON.stringify(found.errors));
  return found.mapping;
}

function map(cells: readonly string[], more: object = {}): Record<string, string | null> | string {
  const plan = planMapping(valid(more), settlementKindSpec, [shape]);
  if ('errors' in plan) return plan.errors.map((error) => `${error.place} ${error.problem}`).join('; ');
  const mapper = createRowMapper(plan, { currencyDigits: 2 });
  const outcome = mapper.map([cells]);
  if (outcome === 'rejected')
    return mapper.problems
      .map(({ problem, column, value }) => `${problem} in ${column}: ${value}`)
      .join('; ');
  return outcome === 'skipped'
    ? 'skipped'
    : Object.fromEntries(plan.fields.map((field, place) => [field.key, mapper.values[place] ?? null]));
}

describe('one row by a mapping (issue 2, section 2)', () => {
  const row = ['7', '31.01.2026', '  Лакомка,\u00a0сеть  кафе ', '2', '1 234,505'];

  test('texts are cleaned, days and amounts are exact, an amount is rounded once, half away from zero', () => {
    expect(map(row)).toEqual({
      'settlement.number': '7',
      'settlement.date': '2026-01-31',
      'customer.name': 'Лакомка, сеть кафе',
      'line.quantity': '2',
      'line.amount': '123451',
    });
  });

  test('every bad cell of a row is named with its column and value', () => {
    expect(map(['7', '05.13.2026', '', '2', '146 тыс.'])).toBe(
      'not_a_day in Date: 05.13.2026; not_a_number in Sum: 146 тыс.; empty in Who: ',
    );
  });

  test('a row that meets any rule is left out; comparisons are numeric when both sides are numbers', () => {
    expect(map(row, { skip: [{ column: 'Qty', op: '<', value: 10 }] })).toBe('skipped');
    expect(map(row, { skip: [{ column: 'Sum', op: '>', value: 9 }] })).toBe('skipped');
    expect(map(row, { skip: [{ column: 'Sum', op: '=', value: '1234.505' }] })).toBe('skipped');
    expect(map(row, { skip: [{ column: 'No', op: 'in', value: ['6', 7] }] })).toBe('skipped');
    expect(map(row, { skip: [{ column: 'Who', op: 'startsWith', value: 'Лак' }] })).toBe('skipped');
    expect(map(['7', '31.01.2026', 'A', '', '1'], { skip: [{ column: 'Qty', op: 'empty' }] })).toBe(
      'skipped',
    );
    expect(
      map(['7', '31.01.2026', 'A', '', '1'], { skip: [{ column: 'Qty', op: '<=', value: 0 }] }),
    ).toMatchObject({ 'line.quantity': null });
    expect(map(row, { skip: [{ column: 'Who', op: '!=', value: 'Лакомка, сеть кафе' }] })).not.toBe(
      'skipped',
    );
  });

  test('a negative quantity is a return, a row to skip or a row to reject', () => {
    const back = ['8', '01.02.2026', 'A', '-2', '50,00'];
    expect(map(back)).toMatchObject({ 'line.quantity': '-2', 'line.amount': '-5000' });
    expect(map(back, { negativeQuantity: 'skip' })).toBe('skipped');
    expect(map(back, { negativeQuantity: 'reject' })).toBe('negative_quantity in Qty: -2');
  });

  test('aliases, constants and amounts that follow from price and quantity', () => {
    expect(
      map(row, {
        aliases: { 'customer.name': { 'Лакомка, сеть кафе': 'Лакомка' } },
        constants: { 'product.name': 'Касса' },
      }),
    ).toMatchObject({
      'customer.name': 'Лакомка',
      'product.name': 'Касса',
    });
    const columns = { ...base.columns, 'line.amount': undefined, 'line.price': 'Sum' };
    expect(map(row, { columns: JSON.parse(JSON.stringify(columns)) as object })).toMatchObject({
      'line.amount': '246901',
    });
  });
});

describe('a mapping that does not fit names the place', () => {
  test.each([
    [{ kind: 'songs' }, 'kind unknown_kind'],
    [{ columns: { ...base.columns, 'line.colour': 'No' } }, 'columns.line.colour unknown_field'],
    [{ columns: { 'settlement.date': 'Date', 'line.amount': 'Sum' } }, 'columns missing_field'],
    [{ skip: [{ column: 'No', op: '~', value: 1 }] }, 'skip.0.op wrong'],
    [{ skip: [{ column: 'No', op: 'in', value: 1 }] }, 'skip.0.value skip_value'],
    [{ files: { lines: { path: 'a' }, more: { path: 'b' } } }, 'join join_needed'],
    [{ join: [{ left: 'lines.No', right: 'other.No' }] }, 'join.0.right unknown_file'],
  ])('%j', (more, expected) => {
    const found = readMapping({ ...base, ...more }, [settlementKindSpec]);
    expect('errors' in found ? found.errors.map((error) => `${error.place} ${error.problem}`) : []).toContain(
      expected,
    );
  });

  test('a column that the file does not have', () => {
    expect(map([], { columns: { ...base.columns, 'line.amount': 'Sum * Rate' } })).toBe(
      'columns.line.amount unknown_column',
    );
  });
});

describe('which field a column is, from its header and its values', () => {
  const look = (header: string, more: Partial<ColumnLook> = {}): ColumnLook => ({
    header,
    filled: 1,
    numbers: 0,
    days: 0,
    distinct: 1,
    examples: ['a'],
    ...more,
  });
  const fieldsOf = (columns: readonly ColumnLook[]): (string | undefined)[] =>
    guessColumns(settlementKindSpec, columns).map((guess) => guess.field);

  test('a Russian report and an English export', () => {
    expect(
      fieldsOf([
        look('Период', { days: 1 }),
        look('Контрагент'),
        look('ИНН', { numbers: 1, examples: ['1650012345'] }),
        look('Номенклатура'),
        look('Кол-во', { numbers: 1 }),
        look('Сумма с НДС', { numbers: 1 }),
        look('Отв.'),
        look('Субконто 3'),
      ]),
    ).toEqual([
      'settlement.date',
      'customer.name',
      'customer.taxNumber',
      'product.name',
      'line.quantity',
      'line.amount',
      'employee.name',
      undefined,
    ]);
    expect(
      fieldsOf([
        look('InvoiceNo'),
        look('StockCode'),
        look('Description'),
        look('Quantity', { numbers: 1 }),
        look('InvoiceDate', { days: 1 }),
        look('UnitPrice', { numbers: 1 }),
        look('CustomerID', { numbers: 1 }),
        look('Country'),
      ]),
    ).toEqual([
      'settlement.number',
      'product.code',
      'product.name',
      'line.quantity',
      'settlement.date',
      'line.price',
      'customer.code',
      undefined,
    ]);
  });

  test('a column of words is no amount, whatever its header says', () => {
    expect(fieldsOf([look('Сумма', { numbers: 0.1 })])).toEqual([undefined]);
  });

  test('the kind is the one whose needed fields are there', () => {
    const sales = [look('Дата', { days: 1 }), look('Клиент'), look('Сумма', { numbers: 1 })];
    expect(guessKinds([customerKindSpec, settlementKindSpec], sales)[0]?.kind).toBe('settlements');
    expect(
      guessKinds(
        [settlementKindSpec, customerKindSpec],
        [look('Наименование'), look('ИНН'), look('Телефон'), look('Город')],
      )[0]?.kind,
    ).toBe('customers');
  });

  test('headers are compared by their words', () => {
    expect(normalHeader('CustomerID')).toBe('customer id');
    expect(normalHeader('Сумма, руб.')).toBe('сумма руб');
    expect(normalHeader('DR_NDrugs')).toBe('dr ndrugs');
  });
});
