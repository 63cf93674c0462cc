import { describe, expect, test } from 'vitest';
import { createCsvReader } from './csv.ts';
import { isTotalsRow, lookAtTable, shapeOf } from './sniff-table.ts';
import type { SampleRow } from './sniff-table.ts';
import { findDelimiter, findEncoding, notText } from './sniff-text.ts';
import iconv from 'iconv-lite';

const russian =
  'Контрагент;Номенклатура;Сумма\nВолгаторг, ООО;Услуги связи;1 234,50\nЛакомка;Касса, аренда;11 200,00\n';

function rowsOf(text: string, delimiter: string): SampleRow[] {
  const rows: SampleRow[] = [];
  const reader = createCsvReader({ delimiter, maxRow: 10_000, maxColumns: 100 }, (cells, line) =>
    rows.push({ cells, line }),
  );
  reader.feed(text);
  reader.end();
  return rows;
}

describe('what a file is made of is found by itself', () => {
  test.each(['utf-8', 'windows-1251', 'utf-16le', 'utf-16be', 'koi8-r', 'cp866'] as const)(
    'a Russian table in %s',
    (encoding) => {
      const bytes = iconv.encode(russian.repeat(3), encoding);
      expect(notText(bytes)).toBeUndefined();
      expect(findEncoding(bytes).value).toBe(encoding);
      expect(
        findEncoding(iconv.encode(russian, encoding, { addBOM: encoding.startsWith('utf') })).value,
      ).toBe(encoding);
    },
  );

  test('a Western text with a few letters beyond ASCII is not taken for a Russian one', () => {
    expect(
      findEncoding(
        iconv.encode('name,city\nAntonio Moreno Taquería,México D.F.\nBerglunds snabbköp,Luleå\n', 'latin1'),
      ).value,
    ).toBe('iso-8859-1');
  });

  test('a file that is not what it claims is named', () => {
    const named = (start: string): string | undefined => notText(Buffer.from(start, 'latin1'));
    expect(named('PK\u0003\u0004....')).toBe('xlsx');
    expect(named('\u00d0\u00cf\u0011\u00e0')).toBe('xls');
    expect(named('%PDF-1.7')).toBe('pdf');
    expect(named('  <!DOCTYPE html><table>')).toBe('html');
    expect(named('a,b\u0000\u0001\u0002\n')).toBe('not_text');
    expect(named('a,b\n1,2\n')).toBeUndefined();
  });

  test('the delimiter is the one on which the rows agree', () => {
    expect(findDelimiter(russian).value).toBe(';');
    expect(findDelimiter('a,b\n"x;y;z",2\n"p;q;r",3\n').value).toBe(',');
    expect(findDelimiter('a\tb\tc\n1,5\t2\t3\n2,5\t2\t3\n').value).toBe('\t');
  });
});

describe('what a table is made of', () => {
  const report = [
    'Продажи за октябрь 2026;;;;',
    'ООО «Ромашка»;;;;',
    ';;;;',
    'Период;Контрагент;Номенклатура;Кол-во;Сумма с НДС',
    '03.10.2026;Лакомка;Касса;4;11 200,00',
    '15.10.2026;Волгаторг;Аутсорсинг;1;98 300,00',
    ';Итого за неделю;;;109 500,00',
    '16.10.2026;Лакомка;Касса;-1;-2 800,00',
    'Всего;;;4;106 700,00',
  ].join('\n');

  test('title rows above the header, totals, decimal comma and order of days', () => {
    const look = lookAtTable(rowsOf(report, ';'));
    expect(look.headerRow.value).toBe(4);
    expect(look.headers).toEqual(['Период', 'Контрагент', 'Номенклатура', 'Кол-во', 'Сумма с НДС']);
    expect(look.decimal.value).toBe(',');
    expect(look.dates.value).toBe('dmy');
    expect(look.totals).toEqual([7, 9]);
  });

  test('what a person tells overrules what was found', () => {
    const look = lookAtTable(rowsOf(report, ';'), { headerRow: 1, decimal: '.', dates: 'mdy' });
    expect([look.headerRow, look.decimal, look.dates]).toEqual([
      { value: 1, confidence: 1 },
      { value: '.', confidence: 1 },
      { value: 'mdy', confidence: 1 },
    ]);
  });

  test('a row of groups above lends its names to repeated headers', () => {
    const look = lookAtTable(
      rowsOf(
        'Клиент,Январь,,Февраль,\n,Кол-во,Сумма,Кол-во,Сумма\nЛакомка,1,10.50,2,20.50\nВита,3,30.10,4,40.10\n',
        ',',
      ),
    );
    expect(look.headers).toEqual([
      'Клиент',
      'Январь Кол-во',
      'Январь Сумма',
      'Февраль Кол-во',
      'Февраль Сумма',
    ]);
  });

  test('American days, and days that may be read in two ways with their doubt', () => {
    expect(lookAtTable(rowsOf('date,sum\n12/31/2023,1.5\n01/02/2024,2.5\n', ',')).dates).toEqual({
      value: 'mdy',
      confidence: 1,
    });
    expect(lookAtTable(rowsOf('date,sum\n01/02/2024,2.5\n', ',')).dates.confidence).toBeLessThan(0.6);
  });

  test('a table without a header gets numbered columns, a table of words keeps its first row', () => {
    expect(lookAtTable(rowsOf('1,2024-01-01,10.5\n2,2024-01-02,11.5\n', ',')).headers).toEqual([
      'column1',
      'column2',
      'column3',
    ]);
    expect(lookAtTable(rowsOf('name,name,city\nA,B,C\n', ',')).headers).toEqual(['name', 'name (2)', 'city']);
  });

  test('a customer whose name begins with Total is no totals row', () => {
    expect(isTotalsRow(['Total Energies', 'Oil', '5'])).toBe(false);
    expect(isTotalsRow(['', 'Итого:', '', '5'])).toBe(true);
    expect(isTotalsRow(['Grand total', '', '1,234.00'])).toBe(true);
    expect(isTotalsRow(['Итоговый тест', '', '5'])).toBe(false);
  });

  test('files with the same columns are of one shape', () => {
    expect(shapeOf(['Дата', 'Сумма'])).toBe(shapeOf(['дата', 'сумма']));
    expect(shapeOf(['Дата', 'Сумма'])).not.toBe(shapeOf(['Сумма', 'Дата']));
    expect(shapeOf(['ab', 'c'])).not.toBe(shapeOf(['a', 'bc']));
  });
});
