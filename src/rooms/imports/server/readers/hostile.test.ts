// Files that are not what they claim (reliability 4.8): each is refused by name, in the reading process, and never hurts ours.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { KindSpec } from '../../shared/kinds.ts';
import { readForeign } from '../reading/reader-process.ts';
import { book, namespace, zip } from './testing-workbook.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'klientela-hostile-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const kind: KindSpec = {
  kind: 'probe',
  label: 'probe',
  oneOf: [],
  fields: [{ key: 'line.amount', type: 'decimal', label: 'amount', headers: ['amount'], required: true }],
};

/** Reads a file whole; answers the code of the refusal, or how many rows came in. */
async function readWhole(
  name: string,
  content: Uint8Array | string,
  columns: Record<string, string> = { 'line.amount': 'amount' },
): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  let taken = 'nothing';
  const refused = await readForeign(
    {
      action: 'stage',
      paths: { lines: path },
      mapping: { kind: 'probe', files: { lines: { path: name } }, columns },
      kind,
      currencyDigits: 2,
      timeZone: 'UTC',
    },
    { onMessage: (message) => void (message.type === 'staged' && (taken = `${message.counts.taken} taken`)) },
  ).then(
    () => undefined,
    (error: { code?: string }) => String(error.code ?? error),
  );
  return refused ?? taken;
}

const head = '<row r="1"><c r="A1" t="inlineStr"><is><t>amount</t></is></c></row>';
const plain = `${head}<row r="2"><c r="A2"><v>5.5</v></c></row>`;
const megabyte = '0'.repeat(1_000_000);

describe('text files', () => {
  test.each([
    ['empty', 'a.csv', '', 'imports.file_empty'],
    ['only blanks', 'b.csv', '\n , \n\n', 'imports.file_empty'],
    ['binary', 'c.csv', Buffer.from('a,b\n1,\u0000\u0000\u0001\n'.repeat(9)), 'imports.file_not_text'],
    ['pdf', 'd.csv', '%PDF-1.7\n1 0 obj', 'imports.file_pdf'],
    ['html', 'e.csv', '<html><body><table/></body></html>', 'imports.file_html'],
    [
      'xls renamed',
      'f.xlsx',
      Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.alloc(600)]),
      'imports.file_xls',
    ],
    ['unclosed quote', 'g.csv', `amount\n"5\n${'7,8\n'.repeat(2_000_000)}`, 'imports.file_quote_not_closed'],
    ['one endless row', 'h.csv', `amount\n${'x'.repeat(9_000_000)}`, 'imports.file_row_too_long'],
    ['100,000 columns', 'i.csv', `amount${',x'.repeat(100_000)}\n`, 'imports.file_too_many_columns'],
    [
      'a bomb in gzip',
      'j.csv.gz',
      gzipSync(`amount\n${`${'5'.padEnd(999)}\n`.repeat(300_000)}`),
      'imports.file_bomb',
    ],
    [
      'cut gzip',
      'k.csv.gz',
      gzipSync(`amount\n${Array.from({ length: 9000 }, (_, index) => index * 7919).join('\n')}`).subarray(
        0,
        9000,
      ),
      'imports.file_damaged',
    ],
    ['names of the language itself', 'l.csv', '__proto__,constructor,amount\n1,2,5\n', '1 taken'],
    ['CR only', 'm.csv', 'amount\r5\r6\r', '2 taken'],
  ])('%s', { timeout: 40_000 }, async (_what, name, content, expected) => {
    expect(await readWhole(name, content)).toBe(expected);
  });
});

describe('workbooks', () => {
  test.each([
    ['a good one', book(plain), '1 taken'],
    ['sizes that lie', book(plain, undefined, 12), 'imports.file_damaged'],
    [
      '300 MB of one sheet in a small file',
      book(head + `<row r="2"><c r="A2"><v>${megabyte}</v></c></row>`.repeat(300)),
      'imports.file_bomb',
    ],
    [
      '300 MB of shared strings',
      book(plain, `<sst ${namespace}>${`<si><t>${megabyte}</t></si>`.repeat(300)}</sst>`),
      'imports.file_bomb',
    ],
    [
      'a document type in the strings',
      book(plain, `<!DOCTYPE x [<!ENTITY a "aaaa">]><sst ${namespace}/>`),
      'imports.file_damaged',
    ],
    ['a zip that is no workbook', zip({ 'word/document.xml': '<a/>' }), 'imports.file_zip'],
    ['cut in the middle', book(plain).subarray(0, 400), 'imports.file_damaged'],
  ])('%s', { timeout: 60_000 }, async (what, content, expected) => {
    expect(await readWhole(`${what.replaceAll(' ', '-')}.xlsx`, content)).toBe(expected);
  });
});
