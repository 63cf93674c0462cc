import { describe, expect, it } from 'vitest';
import { chooseField, emptyDraft, mappingOf, missingFields, otherwiseOf, unsureColumns } from './draft.ts';
import type { Draft, DraftFile, Kind, Look } from './draft.ts';
import { addFiles, applyMapping, nameOfFile, rereadFile } from './draft-files.ts';

const look = (
  columns: readonly (readonly [header: string, field?: string, confidence?: number])[],
): Look => ({
  name: 'f',
  format: 'text',
  decimal: { value: '.', confidence: 1 },
  dates: { value: 'ymd', confidence: 1 },
  headerRow: { value: 1, confidence: 1 },
  sheets: [],
  shape: 's',
  kind: 'settlements',
  kinds: [],
  rows: [],
  saved: [],
  columns: columns.map(([header, field, confidence = 0.9]) => ({
    header,
    ...(field === undefined ? {} : { field }),
    confidence,
    numbers: 0,
    days: 0,
    filled: 1,
    examples: ['a'],
  })),
});
const file = (
  name: string,
  size: number,
  columns: Parameters<typeof look>[0],
  firstCells: readonly string[] = [],
): DraftFile => ({
  name,
  upload: `upl_${size}`,
  fileName: `${name}.csv`,
  size,
  told: {},
  look: {
    ...look(columns),
    rows: firstCells.map((cell, place) => ({ line: place + 2, cells: [cell], totals: false })),
  },
});
const kind: Kind = {
  kind: 'settlements',
  label: '',
  oneOf: [['customer.code', 'customer.name']],
  fields: [
    { key: 'settlement.date', label: '', type: 'day', required: true, open: false, otherwise: [] },
    {
      key: 'line.amount',
      label: '',
      type: 'money',
      required: true,
      open: false,
      otherwise: ['[line.price] * [line.quantity]'],
    },
  ],
};
const one: Draft = addFiles(emptyDraft, [
  file('sales', 10, [
    ['Дата', 'settlement.date'],
    ['Кто', 'customer.name', 0.5],
    ['Цена', 'line.price'],
    ['Сколько'],
  ]),
]);

describe('the draft of an import', () => {
  it('takes the guesses and names columns by their headers', () => {
    expect(mappingOf(one)).toEqual({
      kind: 'settlements',
      files: { sales: { path: 'sales.csv' } },
      columns: { 'settlement.date': 'Дата', 'customer.name': 'Кто', 'line.price': 'Цена' },
    });
  });

  it('asks about an unsure guess until a person decided', () => {
    expect(unsureColumns(one).map((column) => column.header)).toEqual(['Кто']);
    expect(unsureColumns(chooseField(one, 'Кто', 'customer.name'))).toEqual([]);
    expect(chooseField(one, 'Кто', undefined).columns['customer.name']).toBeUndefined();
  });

  it('moves a field to the column that a person gives it', () => {
    const moved = chooseField(one, 'Сколько', 'line.price');
    expect(moved.columns['line.price']).toBe('Сколько');
    expect(Object.values(moved.columns)).not.toContain('Цена');
  });

  it('names what is missing, and counts the amount from price and quantity', () => {
    expect(missingFields(one, kind)).toEqual([{ fields: ['line.amount'] }]);
    const counted = chooseField(one, 'Сколько', 'line.quantity');
    expect(missingFields(counted, kind)).toEqual([]);
    const [, amount] = kind.fields;
    expect(amount && otherwiseOf(counted, amount)).toBe('[line.price] * [line.quantity]');
  });

  it('joins several files by keys that do not repeat, so that the lines lead and not the largest file', () => {
    const draft = addFiles(emptyDraft, [
      file(
        'orders',
        90,
        [
          ['order_id', 'settlement.number'],
          ['customer_id', 'customer.code'],
          ['order_date', 'settlement.date'],
        ],
        ['1', '2', '3'],
      ),
      file(
        'lines',
        20,
        [
          ['order_id', 'settlement.number'],
          ['quantity', 'line.quantity'],
        ],
        ['1', '1', '2'],
      ),
      file(
        'customers',
        5,
        [
          ['customer_id', 'customer.code'],
          ['name', 'customer.name'],
        ],
        ['A', 'B'],
      ),
    ]);
    expect(draft.files.map((one) => one.name)).toEqual(['lines', 'orders', 'customers']);
    expect(draft.joins).toEqual([
      { left: 'lines.order_id', right: 'orders.order_id' },
      { left: 'orders.customer_id', right: 'customers.customer_id' },
    ]);
    expect(draft.columns).toEqual({
      'settlement.number': 'lines.order_id',
      'line.quantity': 'lines.quantity',
      'customer.code': 'orders.customer_id',
      'settlement.date': 'orders.order_date',
      'customer.name': 'customers.name',
    });
  });

  it('keeps what a person chose when the file is read differently', () => {
    const chosen = chooseField(one, 'Сколько', 'line.quantity');
    const again = rereadFile(
      chosen,
      'sales',
      { decimal: ',' },
      look([['Дата', 'settlement.date'], ['Сколько'], ['Итог', 'line.amount']]),
    );
    expect(again.columns).toEqual({
      'settlement.date': 'Дата',
      'line.quantity': 'Сколько',
      'line.amount': 'Итог',
    });
    expect(mappingOf(again).files).toEqual({ sales: { path: 'sales.csv', decimal: ',' } });
  });

  it('lays a saved mapping over the next file', () => {
    const mapping = {
      kind: 'settlements',
      files: { till: { path: '../old.csv', decimal: ',' as const } },
      columns: { 'settlement.date': 'Дата' },
      constants: { 'line.quantity': 1 },
    };
    const applied = applyMapping(one, mapping, 'касса');
    expect(mappingOf(applied)).toEqual({
      kind: 'settlements',
      files: { till: { path: 'sales.csv', decimal: ',' } },
      columns: { 'settlement.date': 'Дата' },
      constants: { 'line.quantity': '1' },
    });
  });

  it('gives files short distinct names', () => {
    expect(nameOfFile('Продажи 2024-2026.csv.gz', [])).toBe('продажи_2024_2026');
    expect(nameOfFile('a.xlsx', ['a'])).toBe('a_2');
  });
});
