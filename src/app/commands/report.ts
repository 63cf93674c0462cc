// `klientela report NAME`: a report as json, csv or xlsx, on standard output or in a file. Names and fields are those that scripts rely on.

import { createWriteStream } from 'node:fs';
import { rename, unlink } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { Readable } from 'node:stream';
import {
  isReportName,
  reportNames,
  withReport,
  writeReport,
  type ReportFormat,
  type ReportName,
} from '#rooms/reports/server/index.ts';
import { readArgs, usageError, withProgram } from './command.ts';
import type { Command, CommonValues } from './command.ts';

export const command: Command = {
  usage: 'report NAME [--as-of D | --from D --to D] [--window 12m|all] [--format json|csv|xlsx] [--out FILE]',
  details: [
    `NAME: ${reportNames.join(', ')}`,
    '--as-of D       the date of classes and categories; today, or the end of a finished history unless told',
    '--from, --to    the period of tables, both days included; the last 12 calendar months unless told',
    '--window        turnover of the last months (12m) or of the whole history (all)',
    '--out FILE      the format follows from the ending unless told',
  ],
  run,
};

const formats: readonly string[] = ['json', 'csv', 'xlsx'];

interface Options {
  readonly name: ReportName;
  readonly format: ReportFormat;
  readonly out: string | undefined;
  readonly values: CommonValues;
  readonly request: { asOf?: string; from?: string; to?: string; window?: string };
}

async function run(args: readonly string[]): Promise<void> {
  const options = readOptions(args);
  await withProgram(options.values, (program) =>
    program.database.read(async (db) => {
      const ctx = await program.makeCtx(db, { personId: undefined, requestId: 'report' });
      await withReport(ctx, options.name, options.request, (answer) =>
        deliver(writeReport(answer, options.format, { name: options.name, raw: true }), options.out),
      );
    }),
  );
}

function readOptions(args: readonly string[]): Options {
  const text = { type: 'string' } as const;
  const { values, positionals } = readArgs(args, {
    'as-of': text,
    from: text,
    to: text,
    window: text,
    format: text,
    out: text,
  });
  const [name] = positionals;
  if (name === undefined || !isReportName(name) || positionals.length > 1)
    throw usageError(`name one report of: ${reportNames.join(', ')}`);
  const { 'as-of': asOf, from, to, window, out } = values;
  const format = values.format ?? (values.json ? 'json' : formatOfFile(out));
  if (!isFormat(format)) throw usageError(`the format is one of: ${formats.join(', ')}`);
  if (format === 'xlsx' && out === undefined && process.stdout.isTTY)
    throw usageError('an xlsx report needs --out FILE');
  return { name, format, out, values, request: { asOf, from, to, window } };
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
    await pipeline(bytes, process.stdout, { end: false }).catch((error: unknown) => {
      // The reader of a pipe has had enough, as `head` has.
      if (!(error instanceof Error && 'code' in error && error.code === 'EPIPE')) throw error;
    });
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
