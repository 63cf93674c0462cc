// Brings the demo company in, import by import. Each of them can be undone like any other; bringing it twice changes nothing.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { today } from '#platform/server/ctx.ts';
import { orderImport, performImport } from '#rooms/imports/server/index.ts';
import type { Driver, ImportCounts } from '#rooms/imports/server/index.ts';
import { writeDemoFiles } from './files.ts';

/** Progress is told in hundredths of each file. Answers the counts by kind. */
export async function loadDemo(driver: Driver): Promise<Record<string, ImportCounts>> {
  const folder = await mkdtemp(join(tmpdir(), 'klientela-demo-'));
  try {
    const until = await driver.read(async (ctx) => today(ctx));
    const files = await writeDemoFiles(folder, until);
    const counts: Record<string, ImportCounts> = {};
    for (const [place, { title, path, mapping }] of files.entries()) {
      const importId = await driver.step((ctx) =>
        orderImport(ctx, {
          mapping,
          files: { rows: { path } },
          title,
          options: { replaceChanged: false, overwrite: false },
        }),
      );
      const part: Driver = {
        signal: driver.signal,
        step: (work) => driver.step(work),
        read: (work) => driver.read(work),
        progress: (done, total, stage) =>
          driver.progress(
            place * 100 + (total ? Math.floor((done / total) * 100) : 0),
            files.length * 100,
            stage,
          ),
      };
      counts[mapping.kind] = (await performImport(part, importId)).counts;
    }
    return counts;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
