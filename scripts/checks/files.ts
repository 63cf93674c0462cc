// check:files (B2): foreign files of every kind of wrongness, made by a seeded generator, read by the reading process: each is refused by name or read, within its time,
// and never as a fault of ours. `--files N` (150 unless told), `--seed N`.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { chance } from '#app/demo/random.ts';
import type { KindSpec } from '#rooms/imports/shared/kinds.ts';
import { readForeign } from '#rooms/imports/server/reading/reader-process.ts';
import { book } from '#rooms/imports/server/readers/testing-workbook.ts';
import { tally } from './lib/tally.ts';

const numberOf = (name: string, otherwise: number): number => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
};
const wanted = numberOf('files', 150);
const luck = chance(numberOf('seed', 152));
const mostMs = 15_000;

interface Foreign {
  readonly name: string;
  readonly content: Buffer;
  /** What must come of it where that is certain: rows taken, or nothing said. */
  readonly taken?: number;
}

const kind: KindSpec = {
  kind: 'probe',
  label: 'probe',
  oneOf: [],
  fields: [{ key: 'line.amount', type: 'decimal', label: 'amount', headers: ['сумма'], required: true }],
};
const rows = 200;
const plainText = (delimiter: string, end: string): string =>
  ['дата', 'клиент', 'сумма'].join(delimiter) +
  end +
  Array.from({ length: rows }, (_, n) =>
    [`2026-01-${String(1 + (n % 28)).padStart(2, '0')}`, `Клиент ${n}`, `${n}.5`].join(delimiter),
  ).join(end) +
  end;
const sheet = `<row r="1"><c r="A1" t="inlineStr"><is><t>сумма</t></is></c></row>${Array.from({ length: rows }, (_, n) => `<row r="${n + 2}"><c r="A${n + 2}"><v>${n}.5</v></c></row>`).join('')}`;

/** Files that are right in all their varieties: they must come in whole. */
function* rightFiles(): Iterable<Foreign> {
  for (const encoding of ['utf8', 'win1251', 'utf16le', 'utf16be']) {
    for (const delimiter of [',', ';', '\t', '|']) {
      for (const end of ['\n', '\r\n']) {
        const addBOM = encoding.startsWith('utf16') || luck.happens(0.5);
        const content = iconv.encode(plainText(delimiter, end), encoding, {
          addBOM: addBOM && encoding !== 'win1251',
        });
        const zipped = luck.happens(0.2);
        yield {
          name: `right-${encoding}-${delimiter.charCodeAt(0)}-${end.length}.csv${zipped ? '.gz' : ''}`,
          content: zipped ? gzipSync(content) : content,
          taken: rows,
        };
      }
    }
  }
  yield { name: 'right.xlsx', content: book(sheet), taken: rows };
}

/** The same files cut, torn and stained. */
function* spoiltFiles(): Iterable<Foreign> {
  const bases = [
    Buffer.from(plainText(',', '\n')),
    iconv.encode(plainText(';', '\r\n'), 'win1251'),
    book(sheet),
    gzipSync(plainText(',', '\n')),
  ];
  const endings = ['csv', 'csv', 'xlsx', 'csv.gz'];
  for (let n = 0; ; n++) {
    const which = n % bases.length;
    const base = bases[which] ?? Buffer.alloc(0);
    yield {
      name: `spoilt-${n}.${luck.happens(0.1) ? luck.pick(['csv', 'xlsx', 'csv.gz', 'txt']) : (endings[which] ?? 'csv')}`,
      content: spoil(base),
    };
  }
}

function spoil(base: Buffer): Buffer {
  const copy = Buffer.from(base);
  switch (luck.whole(0, 6)) {
    case 0:
      return copy.subarray(0, luck.whole(0, copy.length));
    case 1:
      for (let n = 0; n < luck.whole(1, 40); n++) copy[luck.whole(0, copy.length - 1)] = luck.whole(0, 255);
      return copy;
    case 2:
      return Buffer.concat([
        copy,
        Buffer.from(Array.from({ length: luck.whole(1, 2000) }, () => luck.whole(0, 255))),
      ]);
    case 3:
      return Buffer.concat([
        copy.subarray(0, luck.whole(0, copy.length)),
        Buffer.from(
          luck.pick([
            '"',
            '\u0000',
            '""',
            '\r',
            '\ufeff',
            '=cmd|',
            '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
          ]),
        ),
        copy.subarray(luck.whole(0, copy.length)),
      ]);
    case 4: {
      const from = luck.whole(0, copy.length - 1);
      return Buffer.concat([
        copy.subarray(0, from),
        copy.subarray(Math.min(copy.length, from + luck.whole(1, 500))),
      ]);
    }
    case 5:
      return Buffer.concat(Array.from({ length: luck.whole(2, 6) }, () => copy));
    default:
      return copy.reverse();
  }
}

const folder = await mkdtemp(join(tmpdir(), 'klientela-files-'));
const score = tally();
const outcomes = new Map<string, number>();
try {
  let read = 0;
  for (const foreign of rightFiles()) if (read++ < wanted) await tryFile(foreign);
  for (const foreign of spoiltFiles()) {
    if (read++ >= wanted) break;
    await tryFile(foreign);
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
console.log([...outcomes].map(([outcome, count]) => `${outcome} ${count}`).join(', '));
score.close();

async function tryFile({ name, content, taken }: Foreign): Promise<void> {
  const path = join(folder, name);
  await writeFile(path, content);
  const began = performance.now();
  let came = 0;
  const refused = await readForeign(
    {
      action: 'stage',
      paths: { lines: path },
      mapping: { kind: 'probe', files: { lines: { path: name } }, columns: { 'line.amount': 'сумма' } },
      kind,
      currencyDigits: 2,
      timeZone: 'UTC',
    },
    { onMessage: (message) => void (message.type === 'staged' && (came = message.counts.taken)) },
  ).then(
    () => undefined,
    (error: { code?: string; message?: string }) => error.code ?? `fault: ${error.message ?? ''}`,
  );
  const outcome = refused ?? 'read';
  outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  const took = performance.now() - began;
  score.expect(refused === undefined || refused.startsWith('imports.'), `${name}: ${outcome}`);
  score.expect(took < mostMs, `${name}: took ${Math.round(took)} ms`);
  if (taken !== undefined)
    score.expect(came === taken, `${name}: ${came} rows came in, not ${taken} (${outcome})`);
}
