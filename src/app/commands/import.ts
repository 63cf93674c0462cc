// `klientela import MAPPING.json`: what the wizard does, by a mapping file (docs/import.md).

import { createWriteStream } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { checkMapping, orderImport, performImport, refuse, rejectsCsv } from '#rooms/imports/server/index.ts';
import type { Driver, ImportCounts, Performed } from '#rooms/imports/server/index.ts';
import type { Program } from '../program.ts';
import { answer, progressLine, readArgs, usageError, withProgram } from './command.ts';
import type { Command } from './command.ts';
import { settle } from './settle.ts';

export const command: Command = {
  usage: 'import MAPPING.json [--replace-changed] [--overwrite] [--rejects FILE] [--json]',
  details: [
    'MAPPING.json       which file holds which field: docs/import.md, with examples in docs/import-examples/',
    '--replace-changed  replace lines that differ from those imported before; without it they are counted and left',
    '--overwrite        overwrite filled fields of customers and products; without it only empty ones are filled',
    '--rejects FILE     where to write the rows that did not come in; the data folder unless told',
  ],
  run,
};

async function run(args: readonly string[]): Promise<void> {
  const flag = { type: 'boolean' } as const;
  const { values, positionals } = readArgs(args, {
    'replace-changed': flag,
    overwrite: flag,
    rejects: { type: 'string' },
  });
  const [path] = positionals;
  if (path === undefined || positionals.length > 1) throw usageError('name one mapping file');
  const options = {
    replaceChanged: values['replace-changed'] ?? false,
    overwrite: values.overwrite ?? false,
  };
  const abort = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => abort.abort(refuse('cancelled')));
  await withProgram(values, async (program) => {
    const { counts, rejectsFile } = await importByMapping(program, path, options, {
      rejectsPath: values.rejects,
      signal: abort.signal,
    });
    await settle(program, abort.signal);
    const {
      read,
      imported,
      skipped,
      rejected,
      customers,
      products,
      settlements,
      unchanged,
      changed,
      created,
    } = counts;
    answer(
      values,
      {
        read,
        imported,
        skipped,
        rejected,
        rejectsFile,
        customers,
        products,
        settlements,
        unchanged,
        changed,
        created,
      },
      words(counts, rejectsFile),
    );
  });
}

/** Reads the mapping, performs the import in this process and writes the rejected rows beside the data. */
export async function importByMapping(
  program: Program,
  mappingPath: string,
  options: { replaceChanged: boolean; overwrite: boolean },
  more: { rejectsPath?: string | undefined; signal?: AbortSignal } = {},
): Promise<{ counts: ImportCounts; rejectsFile: string | null; importId: number }> {
  const driver = driverOf(program, more.signal);
  const value = await readMappingFile(mappingPath);
  const importId = await driver.step(async (ctx) => {
    const { mapping } = checkMapping(ctx, value);
    const folder = dirname(resolve(mappingPath));
    const files = Object.fromEntries(
      Object.entries(mapping.files).map(([name, file]) => [name, { path: resolve(folder, file.path) }]),
    );
    return orderImport(ctx, {
      mapping: value,
      files,
      title: Object.values(mapping.files)
        .map((file) => basename(file.path))
        .join(', '),
      options,
    });
  });
  const performed = await performImport(driver, importId);
  const rejectsFile = await writeRejects(program, importId, performed, more.rejectsPath);
  return { counts: performed.counts, rejectsFile, importId };
}

async function readMappingFile(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw refuse('file_missing', { path });
  });
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    throw refuse('mapping_invalid', {
      fields: [
        {
          path: basename(path),
          problem: 'not_json',
          data: { what: error instanceof Error ? error.message : '' },
        },
      ],
    });
  }
}

function driverOf(program: Program, signal: AbortSignal | undefined): Driver {
  const show = progressLine('reading');
  const asker = { personId: undefined, requestId: 'cli' };
  return {
    signal,
    step: (work) => program.database.transaction(async (db) => work(await program.makeCtx(db, asker))),
    read: (work) => program.database.read(async (db) => work(await program.makeCtx(db, asker))),
    progress: (done, total) => show(done, total ?? 0),
  };
}

async function writeRejects(
  program: Program,
  importId: number,
  performed: Performed,
  told: string | undefined,
): Promise<string | null> {
  if (performed.problems.length === 0) return null;
  const path = resolve(told ?? join(program.config.dataFolder, 'rejects', `import-${importId}.csv`));
  await mkdir(dirname(path), { recursive: true });
  await pipeline(rejectsCsv(program, performed.problems), createWriteStream(path));
  return path;
}

function words(counts: ImportCounts, rejectsFile: string | null): string {
  const lines = [
    `${counts.read} rows read, ${counts.imported} imported, ${counts.skipped} skipped, ${counts.rejected} rejected, ${counts.unchanged} unchanged`,
    `${counts.customers} customers, ${counts.products} products, ${counts.settlements} settlements`,
  ];
  if (counts.changed > 0)
    lines.push(
      `${counts.changed} lines differ from those imported before and were left; --replace-changed replaces them`,
    );
  if (rejectsFile) lines.push(`rejected rows: ${rejectsFile}`);
  return lines.join('\n');
}
