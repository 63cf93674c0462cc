import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CsvProblem, createCsvReader } from './csv.ts';

function readAll(
  text: string,
  chunk = text.length,
  delimiter = ',',
  maxRow = 1000,
): { cells: string[]; line: number }[] {
  const rows: { cells: string[]; line: number }[] = [];
  const reader = createCsvReader({ delimiter, maxRow, maxColumns: 100 }, (cells, line) =>
    rows.push({ cells, line }),
  );
  for (let at = 0; at < text.length; at += Math.max(1, chunk))
    reader.feed(text.slice(at, at + Math.max(1, chunk)));
  reader.end();
  return rows;
}

function cellsOf(text: string, delimiter = ','): string[][] {
  return readAll(text, text.length, delimiter).map((row) => row.cells);
}

test('quotes, line breaks in fields and doubled quotes are read, with the number of the physical line', () => {
  expect(readAll('a,b\n"x\ny","say ""hi"""\nlast,1')).toEqual([
    { cells: ['a', 'b'], line: 1 },
    { cells: ['x\ny', 'say "hi"'], line: 2 },
    { cells: ['last', '1'], line: 4 },
  ]);
});

test('lines may end in LF, CRLF or CR, and the last one in nothing', () => {
  for (const end of ['\n', '\r\n', '\r'])
    expect(cellsOf(['a,b', '"1",2', '3,'].join(end))).toEqual([
      ['a', 'b'],
      ['1', '2'],
      ['3', ''],
    ]);
});

test('a quote inside a field that does not begin with one is a plain sign', () => {
  expect(cellsOf('1;ООО "Ромашка";5\n2;"ООО ""Лютик""";6', ';')).toEqual([
    ['1', 'ООО "Ромашка"', '5'],
    ['2', 'ООО "Лютик"', '6'],
  ]);
});

test('a quote that is never closed, a row without end and too many columns are refused with the line', () => {
  expect(() => readAll('a,b\n1,"open\nx,y\n')).toThrow('quote_not_closed at line 2');
  expect(() => readAll(`a\n${'x'.repeat(5000)}`, 100)).toThrow('row_too_long at line 2');
  expect(() => readAll(`a\n"${'x,\n'.repeat(5000)}`, 100)).toThrow(CsvProblem);
  expect(() => readAll(','.repeat(200))).toThrow('too_many_columns at line 1');
});

test('what a careful writer wrote is read back, whatever the borders of the chunks', () => {
  const cell = fc.string({
    unit: fc.constantFrom('a', 'я', ',', ';', '"', '\n', '\r', ' ', '1'),
    maxLength: 6,
  });
  fc.assert(
    fc.property(
      fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 }),
      fc.integer({ min: 1, max: 9 }),
      fc.constantFrom('\n', '\r\n'),
      (rows, chunk, end) => {
        const text = rows
          .map((cells) => cells.map((value) => `"${value.replaceAll('"', '""')}"`).join(','))
          .join(end);
        expect(readAll(text, chunk, ',', 10_000).map((row) => row.cells)).toEqual(rows);
      },
    ),
    { numRuns: 1000 },
  );
});
