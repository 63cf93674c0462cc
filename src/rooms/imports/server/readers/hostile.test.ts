// Files that are not what they claim (reliability 4.8): each is refused by name, in the reading process, and never hurts ours.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { KindSpec } from '../../shared/kinds.ts';
import { readForeign } from '../reading/reader-process.ts';

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

/** A zip archive by hand, so that it may lie. */
function zip(entries: Readonly<Record<string, string | Buffer>>, declaredSize?: number): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(entries)) {
    const packed = deflateRawSync(content, { level: 9 });
    const sizes = Buffer.alloc(12);
    sizes.writeUInt32LE(packed.length, 4);
    sizes.writeUInt32LE(declaredSize ?? content.length, 8);
    const common = Buffer.concat([
      Buffer.from([20, 0, 0, 0, 8, 0, 0, 0, 0, 0]),
      sizes,
      Buffer.from([name.length, 0, 0, 0]),
    ]);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), common, Buffer.from(name), packed]);
    const at = Buffer.alloc(4);
    at.writeUInt32LE(offset);
    directory.push(
      Buffer.concat([
        Buffer.from('PK\u0001\u0002'),
        Buffer.from([20, 0]),
        common,
        Buffer.alloc(10),
        at,
        Buffer.from(name),
      ]),
    );
    parts.push(local);
    offset += local.length;
  }
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 'latin1');
  end.writeUInt16LE(directory.length, 8);
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, ...directory, end]);
}

const namespace = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const officeTypes = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
function book(rows: string, strings = `<sst ${namespace}/>`, declaredSize?: number): Buffer {
  return zip(
    {
      '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>`,
      '_rels/.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${officeTypes}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
      'xl/workbook.xml': `<workbook ${namespace} xmlns:r="${officeTypes}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>`,
      'xl/_rels/workbook.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${officeTypes}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="${officeTypes}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
      'xl/sharedStrings.xml': strings,
      'xl/worksheets/sheet1.xml': `<worksheet ${namespace}><sheetData>${rows}</sheetData></worksheet>`,
    },
    declaredSize,
  );
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
