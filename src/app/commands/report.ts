// `klientela report NAME`: a report as json, csv or xlsx, on standard output or in a file. Names and fields are those that scripts rely on.

import { createWriteStream } from 'node:fs';
import { rename, unlink } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { Readable } from 'node:stream';
import { parseArgs } from 'node:util';
import { isReportName, reportNames, withReport, writeReport, type ReportFormat, type ReportName } from '#rooms/reports/server/index.ts';
import { withProgram } from './with-program.ts';

export const describe = `report NAME [--as-of D | --from D --to D] [--window 12m|all] [--format json|csv|xlsx] [--out FILE]   ${reportNames.join(', ')}`;

const formats: readonly string[] = ['json', 'csv', 'xlsx'];

interface Options {
  readonly name: ReportName;
  readonly format: ReportFormat;
  readonly out: string | undefined;
  readonly dataFolder: string | undefined;
  readonly request: { asOf?: string; from?: string; to?: string; window?: string };
}

/** Answers the exit code: 0 done, 2 wrong usage. Refusals are thrown. */
export async function run(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  if (typeof options === 'string') {
    process.stderr.write(`${options}\n`);
    return 2;
  }
  await withProgram(options.dataFolder === undefined ? {} : { dataFolder: options.dataFolder }, (program) =>
    program.database.read(async (db) => {
      const ctx = await program.makeCtx(db, { personId: undefined, requestId: 'report' });
      await withReport(ctx, options.name, options.request, (answer) =>
        deliver(writeReport(answer, options.format, { name: options.name, raw: true }), options.out),
      );
    }),
  );
  return 0;
}

function readOptions(args: readonly string[]): Options | string {
  const { values, positionals } = parse(args);
  const [name] = positionals;
  if (name === undefined || !isReportName(name) || positionals.length > 1) return `name one report of: ${reportNames.join(', ')}`;
  const format = values.format ?? (values.json ? 'json' : formatOfFile(values.out));
  if (!isFormat(format)) return `the format is one of: ${formats.join(', ')}`;
  if (format === 'xlsx' && values.out === undefined && process.stdout.isTTY) return 'an xlsx report needs --out FILE';
  const { 'as-of': asOf, from, to, window, out, data } = values;
  return { name, format, out, dataFolder: data, request: { asOf, from, to, window } };
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { 'as-of': text, from: text, to: text, window: text, format: text, out: text, data: text, json: { type: 'boolean' } },
  });
}

function formatOfFile(out: string | undefined): string {
  const ending = out?.split('.').at(-1);
  return ending !== undefined && isFormat(ending) ? ending : 'json';
}

function isFormat(text: string): text is ReportFormat {
  return formats.includes(text);
}

/** A file appears whole or not at all; standard output stays open for what comes after. */
async function deliver(bytes: Readable, out: string | undefined): Promise<void> {
  if (out === undefined) {
    await pipeline(bytes, process.stdout, { end: false });
    return;
  }
  const partial = `${out}.part`;
  try {
    await pipeline(bytes, createWriteStream(partial));
    await rename(partial, out);
  } catch (error) {
    await unlink(partial).catch(() => {});
    throw error;
  }
}
