// check:restore (R1, small): the command line backs up a serving installation under writes and restores it elsewhere; rows of the snapshot and files are compared,
// the restored program serves, and its mirror agrees with its truth.

import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readManifest } from '#platform/server/backup/restore.ts';
import { pg } from '#platform/server/db/types.ts';
import { openPostgres } from '#platform/server/postgres/postgres.ts';
import { seedCustomers } from '../../bench/lib/base.ts';
import { installation } from './lib/serving.ts';
import { tally } from './lib/tally.ts';

const root = join(import.meta.dirname, '../..');
const score = tally();
const folder = mkdtempSync(join(tmpdir(), 'klientela-restore-'));
const serving = await installation();
await serving.start();
await seedCustomers(serving.connection, 20_000);

let writing = true;
let written = 0;
const writer = (async () => {
  while (writing) {
    const { status } = await serving.send('POST', '/api/customers', {
      name: `Во время копии ${written}`,
      createAnyway: true,
    });
    if (status === 201) written += 1;
  }
})();
const backup = await cli('backup', '--to', folder, '--data', serving.dataFolder, '--json');
writing = false;
await writer;
score.expect(written > 5, `only ${written} writes went on during the backup`);
score.expect(backup.status === 0, `backup failed: ${backup.stderr.slice(-500)}`);
const made = join(folder, readdirSync(folder)[0] ?? '');
const manifest = await readManifest(made);
const counts = new Map(manifest.tables.map(({ table, rows }) => [table, rows]));
score.expect((counts.get('customers.customer') ?? 0) >= 20_000, 'the backup holds too few customers');
await serving.close();

const began = performance.now();
const restored = join(folder, 'restored');
const restore = await cli('restore', '--from', made, '--data', restored, '--json');
score.expect(restore.status === 0, `restore failed: ${restore.stderr.slice(-500)}`);
const postgres = await openPostgres({ dataFolder: restored, log: () => {} });
const client = new pg.Client(postgres.connection);
await client.connect();
for (const [table, rows] of counts) {
  const { rows: found } = await client.query<{ n: number }>(`select count(*)::int as n from ${table}`);
  score.expect(found[0]?.n === rows, `${table}: ${rows} rows in the backup, ${found[0]?.n ?? 0} restored`);
}
// A snapshot: every customer has the audit row of its creation, although writers went on meanwhile.
const { rows: torn } = await client.query<{ n: number }>(
  `select count(*)::int as n from customers.customer c
    where c.name like 'Во время копии%' and not exists (select 1 from platform.audit_entry a where a.entity = 'customers.customer' and a.entity_id in (c.id::text, 'cus_' || c.id))`,
);
score.expect(torn[0]?.n === 0, `${torn[0]?.n ?? 0} customers came without their audit rows: no snapshot`);
await client.end();
await postgres.stop();
const facts = await cli('facts', 'check', '--data', restored);
score.expect(
  facts.status === 0,
  `the mirror differs after the restore: ${facts.stdout.slice(-300)} ${facts.stderr.slice(-300)}`,
);
console.log(
  `${written} writes during the backup; restored and checked in ${Math.round(performance.now() - began)} ms`,
);
rmSync(folder, { recursive: true, force: true });
score.close();

/** Answers status and output of one call of the command line; writers go on meanwhile. */
function cli(...args: string[]): Promise<{ status: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [join(root, 'src/app/cli.ts'), ...args],
      { cwd: root, timeout: 300_000 },
      (error, stdout, stderr) =>
        resolve({ status: error === null ? 0 : Number(error.code ?? 1), stdout, stderr }),
    );
  });
}
