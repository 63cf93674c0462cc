import { expect, test } from 'vitest';
import { countQuotes, lastRowEnd } from './copy.ts';
import { mirrorSql, readingFrom } from './mirror-sql.ts';
import { socketPathOf } from './mirror.ts';

test('values become literals that cannot leave their place', () => {
  expect(mirrorSql`select ${"O'Neil'; drop table line; --"}, ${-5}, ${-7n}, ${null}, ${true}`.text).toBe(
    "select 'O''Neil''; drop table line; --', (-5), (-7), null, true",
  );
  expect(mirrorSql`x in ${[1, 2]} or y in ${[]} or z in ${['a']}`.text).toBe(
    "x in (1, 2) or y in (null) or z in ('a')",
  );
  expect(mirrorSql`select * from (${mirrorSql`select ${1}`}) one`.text).toBe('select * from (select 1) one');
  expect(() => mirrorSql`${Number.NaN}`).toThrow(RangeError);
  expect(() => mirrorSql`${'a\u0000b'}`).toThrow(RangeError);
});

test('a statement reads from other relations, whole names only', () => {
  expect(
    readingFrom(mirrorSql`select 1 from pub_sale join pub_sale_line on pub_sale.id`, {
      pub_sale: 'some_sale',
    }).text,
  ).toBe('select 1 from some_sale join pub_sale_line on some_sale.id');
});

test('a file of rows is cut only where a row ends, not inside quotes', () => {
  const text = Buffer.from('1,"a\nb"\n2,"c\n');
  expect(lastRowEnd(text, 0)).toBe(8);
  expect(lastRowEnd(Buffer.from('b"\n2,x\n3'), 1)).toBe(7);
  expect(lastRowEnd(Buffer.from('no end'), 0)).toBe(-1);
  expect(lastRowEnd(Buffer.from('"open\nstill\n'), 0)).toBe(-1);
  expect(countQuotes(text)).toBe(3);
});

test('a deep data folder gets a short socket path', () => {
  expect(socketPathOf('/data')).toBe('/data/facts.sock');
  expect(socketPathOf(`/${'deep/'.repeat(30)}`).length).toBeLessThan(100);
});
