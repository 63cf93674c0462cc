// check:import-kills (F2): a process that imports is killed at random moments, again and again; each time either nothing or the whole file is there, and the last
// import brings exactly the file. `--kills N` (100 unless told).

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { inDatabase } from '#app/template.ts';
import { createWorld } from '#app/world.ts';
import type { TestWorld } from '#app/world.ts';
import { exactlyOne, sql } from '#platform/server/db/db.ts';
import { startCheckServer } from './lib/server.ts';
import { tally } from './lib/tally.ts';

const at = process.argv.indexOf('--kills');
const kills = at < 0 ? 100 : Number(process.argv[at + 1]);
const victim = join(import.meta.dirname, '../../src/rooms/imports/server/testing-killed-import.ts');
const linesPerFile = 4000;
const score = tally();
const server = await startCheckServer();
const world = await createWorld(server, { dataFolder: join(server.folder, 'world') });
try {
  const { name } = await world.transaction((ctx) =>
    exactlyOne(ctx.db, sql<{ name: string }>`select current_database()::text as name`),
  );
  let killed = 0;
  let whole = 0;
  for (let file = 0; killed < kills; file++) {
    const mapping = await writeImport(file);
    for (;;) {
      const died = await importAndKill(
        inDatabase(server.application, name),
        mapping,
        killed < kills ? 100 + Math.random() * 1500 : 60_000,
      );
      const { settlements, lines } = await countOf(world, file);
      const isWhole = settlements === linesPerFile / 4 && lines === linesPerFile;
      score.expect(
        isWhole || (settlements === 0 && lines === 0),
        `file ${file}: ${settlements} settlements and ${lines} lines are there`,
      );
      if (died) killed += 1;
      if (isWhole) break;
    }
    whole += 1;
  }
  const { total } = await world.transaction((ctx) =>
    exactlyOne(ctx.db, sql<{ total: number }>`select count(*)::int as total from sales.line`),
  );
  score.expect(total === whole * linesPerFile, `${whole} files of ${linesPerFile} lines left ${total} lines`);
  console.log(`${killed} kills, ${whole} files brought whole`);
} finally {
  await world.close();
  await server.stop();
}
score.close();

async function writeImport(file: number): Promise<string> {
  const folder = join(server.folder, `file-${file}`);
  await mkdir(folder);
  const rows = Array.from({ length: linesPerFile }, (_, index) => {
    const document = Math.floor(index / 4);
    return `F${file}-${document},2026-02-${String(1 + (document % 28)).padStart(2, '0')},C${document % 97},P${index % 40},${1 + (index % 5)},${index}.25`;
  });
  await writeFile(
    join(folder, 'lines.csv'),
    `number,date,customer,product,quantity,amount\n${rows.join('\n')}\n`,
  );
  const mapping = join(folder, 'mapping.json');
  const columns = {
    'settlement.number': 'number',
    'settlement.date': 'date',
    'customer.code': 'customer',
    'product.code': 'product',
    'line.quantity': 'quantity',
    'line.amount': 'amount',
  };
  await writeFile(
    mapping,
    JSON.stringify({
      kind: 'settlements',
      source: 'kills',
      files: { lines: { path: 'lines.csv' } },
      columns,
    }),
  );
  return mapping;
}

/** True when the kill met a living process. */
async function importAndKill(connection: object, mapping: string, afterMs: number): Promise<boolean> {
  const child = spawn(process.execPath, [victim], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  child.send({ connection, mapping, dataFolder: join(server.folder, 'world') });
  const ended = once(child, 'exit');
  await Promise.race([ended, once(child, 'message')]);
  await Promise.race([ended, sleep(afterMs)]);
  const alive = child.exitCode === null && child.signalCode === null;
  if (alive) child.kill('SIGKILL');
  await ended;
  return alive;
}

function countOf(of: TestWorld, file: number): Promise<{ settlements: number; lines: number }> {
  return of.transaction((ctx) =>
    exactlyOne(
      ctx.db,
      sql<{ settlements: number; lines: number }>`
        select count(distinct s.id)::int as settlements, count(l.line_no)::int as lines
          from sales.settlement s left join sales.line l on l.customer_id = s.customer_id and l.settlement_id = s.id
         where s.number like ${`F${file}-%`}`,
    ),
  );
}
