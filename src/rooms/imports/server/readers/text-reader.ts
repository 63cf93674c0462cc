// Rows of csv, txt and their .gz, streaming: bytes -> letters -> rows. Memory does not grow with the file.

import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Transform } from 'node:stream';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import iconv from 'iconv-lite';
import { CsvProblem, createCsvReader } from '../../shared/csv.ts';
import type { SampleRow } from '../../shared/sniff-table.ts';
import { findDelimiter, findEncoding, notText } from '../../shared/sniff-text.ts';
import type { Encoding, Found } from '../../shared/sniff-text.ts';
import { limits, ReadProblem } from './limits.ts';

export interface TextLook {
  readonly encoding: Found<Encoding>;
  readonly delimiter: Found<string>;
}

/** Encoding and delimiter of a file by its first bytes; refuses what is no delimited text. */
export async function lookAtText(
  path: string,
  told: { encoding?: Encoding | undefined; delimiter?: string | undefined },
): Promise<TextLook> {
  const bytes = await firstBytes(path);
  if (bytes.length === 0) throw new ReadProblem('empty');
  const other = told.encoding === undefined ? notText(bytes) : undefined;
  if (other) throw new ReadProblem(other);
  const encoding =
    told.encoding === undefined ? findEncoding(bytes) : { value: told.encoding, confidence: 1 };
  const text = decoderOf(encoding.value).write(Buffer.from(bytes));
  if (text.trim() === '') throw new ReadProblem('empty');
  const delimiter =
    told.delimiter === undefined ? findDelimiter(text) : { value: told.delimiter, confidence: 1 };
  return { encoding, delimiter };
}

async function firstBytes(path: string): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const chunk of await openBytes(path)) {
    parts.push(chunk as Buffer);
    size += (chunk as Buffer).length;
    if (size >= limits.sampleBytes) break;
  }
  return Buffer.concat(parts).subarray(0, limits.sampleBytes);
}

/** The bytes of a file, unpacked when it is packed, counted as they come out. */
async function openBytes(path: string, onRead?: (bytes: number) => void): Promise<Readable> {
  const handle = await open(path).catch(() => {
    throw new ReadProblem('missing', { path });
  });
  const head = Buffer.alloc(2);
  await handle.read(head, 0, 2, 0);
  const { size } = await handle.stat();
  await handle.close();
  const source = createReadStream(path, { highWaterMark: 256 * 1024 });
  if (onRead) source.on('data', (chunk) => onRead(chunk.length));
  if (head[0] !== 0x1f || head[1] !== 0x8b) return source;
  const counted = countInflated(size);
  const unpacked = createGunzip({ chunkSize: 256 * 1024 });
  source.on('error', (error) => counted.destroy(error));
  unpacked.on('error', () => counted.destroy(new ReadProblem('damaged')));
  return source.pipe(unpacked).pipe(counted);
}

function countInflated(size: number): Transform {
  let inflated = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      inflated += chunk.length;
      if (inflated > limits.inflatedFree && inflated > size * limits.inflatedRatio)
        done(new ReadProblem('bomb'));
      else done(null, chunk);
    },
  });
}

interface Decoder {
  write(bytes: Buffer): string;
  end(): string;
}

const iconvNames: Readonly<Record<string, string>> = {
  'windows-1251': 'win1251',
  'koi8-r': 'koi8-r',
  cp866: 'cp866',
  'iso-8859-1': 'win1252',
};

function decoderOf(encoding: Encoding): Decoder {
  const name = iconvNames[encoding];
  if (name) {
    const decoder = iconv.getDecoder(name);
    return { write: (bytes) => decoder.write(bytes), end: () => decoder.end() ?? '' };
  }
  const decoder = new TextDecoder(encoding);
  return { write: (bytes) => decoder.decode(bytes, { stream: true }), end: () => decoder.decode() };
}

/** All rows in batches, in order. */
export async function* readTextRows(
  path: string,
  look: TextLook,
  onRead?: (bytes: number) => void,
): AsyncGenerator<SampleRow[]> {
  let batch: SampleRow[] = [];
  const reader = createCsvReader(
    { delimiter: look.delimiter.value, maxRow: limits.rowCharacters, maxColumns: limits.columns },
    (cells, line) => {
      batch.push({ cells, line });
    },
  );
  const decoder = decoderOf(look.encoding.value);
  try {
    for await (const chunk of await openBytes(path, onRead)) {
      reader.feed(decoder.write(chunk as Buffer));
      if (batch.length === 0) continue;
      yield batch;
      batch = [];
    }
    reader.feed(decoder.end());
    reader.end();
  } catch (error) {
    throw error instanceof CsvProblem ? new ReadProblem(error.code, { line: error.line }) : error;
  }
  if (batch.length > 0) yield batch;
}
