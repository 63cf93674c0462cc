import { readXlsx } from 'hucre/xlsx';
import { expect, test } from 'vitest';
import { harmless } from './csv.ts';
import { exportTable, type ExportFormat, type ExportOptions, type ExportTable } from './export.ts';

interface Row {
  readonly name: string;
  readonly money: string;
  readonly day: string | null;
}

const table = (rows: readonly Row[]): ExportTable<Row> => ({
  name: 'Клиенты: [проба]',
  columns: [
    { title: '=Имя', type: 'text', value: (row) => row.name },
    { title: 'Сумма', type: 'money', value: (row) => row.money },
    { title: 'День', type: 'day', value: (row) => row.day },
  ],
  rows: (async function* () {
    yield rows;
  })(),
});

async function bytesOf(rows: readonly Row[], format: ExportFormat, options?: ExportOptions): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of exportTable(table(rows), format, options))
    parts.push(Buffer.from(part as Uint8Array));
  return Buffer.concat(parts);
}

const hostile = ['=1+1', '+7 495', '-cmd|x', '@SUM(A1)', '\t=1', ' =1', '\r=2', '＝1'];

test('text that a spreadsheet would run gets a leading apostrophe; plain numbers stay', () => {
  for (const text of hostile) expect(harmless(text)).toBe(`'${text}`);
  for (const text of ['-5', '-5.25', 'ООО «Ромашка»', 'a=b', '12']) expect(harmless(text)).toBe(text);
});

test('csv for people: a mark, semicolons and decimal commas in Russian, quotes where needed', async () => {
  const rows = [
    { name: 'ООО "Ромашка"; =1', money: '-1234.50', day: '2026-11-22' },
    { name: '=HYPERLINK("x")', money: '0.00', day: null },
  ];
  expect((await bytesOf(rows, 'csv', { language: 'ru' })).toString()).toBe(
    '\uFEFF\'=Имя;Сумма;День\r\n"ООО ""Ромашка""; =1";-1234,50;2026-11-22\r\n"\'=HYPERLINK(""x"")";0,00;\r\n',
  );
});

test('csv for machines is raw', async () => {
  expect((await bytesOf([{ name: '=1', money: '-1.5', day: null }], 'csv', { raw: true })).toString()).toBe(
    '=Имя,Сумма,День\r\n=1,-1.5,\r\n',
  );
});

test('xlsx has typed cells, text never is a formula, and what XML cannot hold is left out', async () => {
  const bytes = await bytesOf(
    [
      { name: '=1+1\u0001', money: '12345678901234.5', day: '2026-11-22' },
      { name: '=SUM(A1)', money: '99999999999999999.99', day: null },
    ],
    'xlsx',
  );
  const { sheets } = await readXlsx(bytes);
  expect(sheets[0]?.name).toBe('Клиенты   проба ');
  expect(sheets[0]?.rows[1]?.[0]).toBe('=1+1');
  expect(sheets[0]?.rows[1]?.[1]).toBe(12_345_678_901_234.5);
  expect(sheets[0]?.rows[1]?.[2]).toEqual(new Date('2026-11-22T00:00:00Z'));
  expect(sheets[0]?.rows[2]?.[1]).toBe('99999999999999999.99');
});
