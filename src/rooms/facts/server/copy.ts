// Brings COPY output into DuckDB through files of bounded size: bytes are passed on, never parsed in this process's thread.

import { open, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { to as copyTo } from 'pg-copy-streams';
import type { pg } from '#platform/server/db/types.ts';
import { readCsvSql, type MirrorTable } from './schema.ts';

/** Small enough that reading a file and writing the next one go side by side from the first megabytes on. */
const segmentBytes = 8 * 1024 * 1024;
const newline = 0x0a;

export interface CopyTarget {
  readonly store: DuckDBConnection;
  /** Folder of the temporary files. */
  readonly folder: string;
  /** Told after each file with the rows that came in. */
  onRows?(rows: number): void;
}

/** Copies a statement's rows into the table `into`. While one file is read, the next one is written. Answers the number of rows. */
export async function copyInto(
  client: pg.Client,
  statement: string,
  table: MirrorTable,
  into: string,
  target: CopyTarget,
): Promise<number> {
  let rows = 0;
  let reading: Promise<void> = Promise.resolve();
  for await (const file of segments(
    client,
    statement,
    join(target.folder, `facts-${table.name}-${process.pid}`),
  )) {
    await reading;
    reading = ingest(target.store, table, into, file).then((count) => {
      rows += count;
      target.onRows?.(count);
    });
    reading.catch(() => {});
  }
  await reading;
  return rows;
}

async function ingest(
  store: DuckDBConnection,
  table: MirrorTable,
  into: string,
  file: string,
): Promise<number> {
  try {
    const result = await store.run(`insert into ${into} select * from ${readCsvSql(table, file)}`);
    return result.rowsChanged;
  } finally {
    await unlink(file).catch(() => {});
  }
}

/** Writes the stream into files that end at a row's end. Postgres quotes fields that hold a line break, so rows are cut only outside quotes. */
async function* segments(client: pg.Client, statement: string, path: string): AsyncGenerator<string> {
  const source = client.query(copyTo(statement, { highWaterMark: 1024 * 1024 }));
  let number = 0;
  let file: Awaited<ReturnType<typeof open>> | undefined;
  let size = 0;
  let quotes = 0;
  let name = '';
  try {
    for await (const chunk of source as AsyncIterable<Buffer>) {
      if (!file) {
        name = `${path}-${(number += 1)}.csv`;
        file = await open(name, 'w', 0o600);
        size = 0;
      }
      const cut = size + chunk.length >= segmentBytes ? lastRowEnd(chunk, quotes) : -1;
      quotes = (quotes + countQuotes(chunk)) % 2;
      if (cut < 0) {
        await file.write(chunk);
        size += chunk.length;
        continue;
      }
      await file.write(chunk.subarray(0, cut));
      await file.close();
      const full = name;
      name = `${path}-${(number += 1)}.csv`;
      file = await open(name, 'w', 0o600);
      await file.write(chunk.subarray(cut));
      size = chunk.length - cut;
      yield full;
    }
    if (file) {
      await file.close();
      file = undefined;
      yield name;
    }
  } finally {
    if (file) {
      await file.close().catch(() => {});
      await unlink(name).catch(() => {});
    }
  }
}

/** Position after the last line break that ends a row, or -1. `quotesBefore` tells whether the chunk begins inside quotes. */
export function lastRowEnd(chunk: Buffer, quotesBefore: number): number {
  let after = (quotesBefore + countQuotes(chunk)) % 2;
  let end = chunk.length;
  for (;;) {
    const at = chunk.lastIndexOf(newline, end - 1);
    if (at < 0 || end <= 0) return -1;
    after = (after + countQuotes(chunk.subarray(at, end))) % 2;
    if (after === 0) return at + 1;
    end = at;
  }
}

export function countQuotes(chunk: Buffer): number {
  let count = 0;
  for (let at = chunk.indexOf(0x22); at >= 0; at = chunk.indexOf(0x22, at + 1)) count += 1;
  return count;
}
