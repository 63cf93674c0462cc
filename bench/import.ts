// bench/import: 1,000,000 lines of csv into an empty company, whole (read, check, match, write, then mirror and classes), against the same rows by bare COPY
// into the same indexed tables of a second database of the same server. `--lines N` (1000000).

import { createReadStream, createWriteStream, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { importByMapping } from '#app/commands/import.ts';
import { migrateDatabase, openProgram } from '#app/program.ts';
import { inDatabase } from '#app/template.ts';
import { readConfig } from '#platform/server/config.ts';
import type { Connection } from '#platform/server/db/pool.ts';
import { pg } from '#platform/server/db/types.ts';
import { createLog } from '#platform/server/log.ts';
import { openPostgres } from '#platform/server/postgres/postgres.ts';
import { keep } from './lib/results.ts';

const at = process.argv.indexOf('--lines');
const lines = at < 0 ? 1_000_000 : Number(process.argv[at + 1]);
const tables = [
  'platform.person',
  'catalog.direction',
  'catalog.product',
  'customers.customer',
  'sales.source',
  'sales.settlement',
  'sales.line',
];
const folder = await mkdtemp(join(tmpdir(), 'klientela-bench-import-'));
const csv = join(folder, 'sales.csv');
await pipeline(Readable.from(history()), createWriteStream(csv));
const columns = {
  'settlement.number': 'order',
  'settlement.date': 'date',
  'customer.code': 'customer',
  'product.code': 'product',
  'line.quantity': 'quantity',
  'line.price': 'price',
  'line.discount': 'discount / 100',
  'line.amount': 'amount',
  'employee.code': 'manager',
};
const mapping = join(folder, 'mapping.json');
await writeFile(
  mapping,
  JSON.stringify({ kind: 'settlements', files: { lines: { path: 'sales.csv' } }, columns }),
);

const server = await openPostgres({ dataFolder: join(folder, 'data'), log: () => {} });
await migrateDatabase(server.connection);
const program = await openProgram({
  config: readConfig({ dataFolder: join(folder, 'data') }),
  connection: server.appConnection,
  log: createLog('silent'),
});
await onServer(server.connection, (client) =>
  client.query(
    `insert into platform.company (name, currency, time_zone, language) values ('Bench', 'RUB', 'UTC', 'en')`,
  ),
);

const memory = watchMemory();
const importSeconds = await timed(() =>
  importByMapping(program, mapping, { replaceChanged: false, overwrite: false }),
);
const importMemory = memory.own();
const worker = program.startWorker();
const restSeconds = await timed(() => worker.drain());
await worker.stop();
memory.stop();

for (const table of tables) {
  await onServer(server.connection, async (client) =>
    pipeline(
      client.query(copyTo(`copy ${table} (${await columnsOf(client, table)}) to stdout`)),
      createWriteStream(join(folder, table)),
    ),
  );
}
await onServer(server.connection, (client) => client.query('create database bare'));
const bare = inDatabase(server.connection, 'bare');
await migrateDatabase(bare);
const copySeconds = await timed(() => onServer(bare, copyAll));
await program.close();
await server.stop();
await rm(folder, { recursive: true, force: true });

const ratio = (seconds: number): string => (seconds / copySeconds).toFixed(2);
keep('Import', `${lines.toLocaleString('en')} lines of csv into an empty company`, [
  {
    what: 'read, check, match, write',
    value: `${importSeconds.toFixed(1)} s`,
    against: `bare COPY of the same rows into the same tables ${copySeconds.toFixed(1)} s, ratio ${ratio(importSeconds)} (aim 3)`,
  },
  {
    what: 'with mirror and classes',
    value: `${(importSeconds + restSeconds).toFixed(1)} s`,
    against: `ratio ${ratio(importSeconds + restSeconds)} (wanted 5)`,
  },
  {
    what: 'most memory of the program while importing',
    value: `${importMemory.toFixed(0)} MB, reading process ${memory.child().toFixed(0)} MB`,
    against: 'wanted under 500 MB',
  },
  {
    what: 'most memory of the program with mirror and classes',
    value: `${memory.own().toFixed(0)} MB`,
    against: 'wanted under 500 MB',
  },
]);

async function copyAll(client: pg.Client): Promise<void> {
  await client.query('begin');
  for (const table of tables) {
    await pipeline(
      createReadStream(join(folder, table)),
      client.query(copyFrom(`copy ${table} (${await columnsOf(client, table)}) from stdin`)),
    );
  }
  await client.query('commit');
}

async function columnsOf(client: pg.Client, table: string): Promise<string> {
  const { rows } = await client.query<{ name: string }>(
    `select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`,
    [table],
  );
  return rows.map((row) => row.name).join(', ');
}

async function onServer(
  connection: Connection,
  work: (client: pg.Client) => Promise<unknown>,
): Promise<void> {
  const client = new pg.Client(connection);
  await client.connect();
  await client.query('set statement_timeout = 0');
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

/** Three lines an order, a customer for every ten lines with a heavy tail, three years, two returns in a hundred. */
function* history(): Generator<string> {
  let seed = 20_261_122;
  const random = (): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return seed / 4_294_967_296;
  };
  let text = 'order,date,customer,product,quantity,price,discount,amount,manager\n';
  let order = { number: 0, date: '', customer: 0 };
  for (let line = 0; line < lines; line += 1) {
    if (line % 3 === 0) {
      const day = new Date(Date.UTC(2023, 0, 1) + Math.floor((line / lines) * 1095) * 86_400_000)
        .toISOString()
        .slice(0, 10);
      order = { number: order.number + 1, date: day, customer: 1 + Math.floor(random() ** 2 * (lines / 10)) };
    }
    const cents = 100 + Math.floor(random() * 9900);
    const quantity = random() < 0.02 ? -1 : 1 + Math.floor(random() * 9);
    text += `${order.number},${order.date},${order.customer},${1 + Math.floor(random() * 5000)},${quantity},${(cents / 100).toFixed(2)},0,${((cents * quantity) / 100).toFixed(2)},${1 + (order.customer % 50)}\n`;
    if (text.length < 262_144) continue;
    yield text;
    text = '';
  }
  yield text;
}

/** The most resident memory of this process and of its children while it runs, in MB. */
function watchMemory(): { stop(): void; own(): number; child(): number } {
  let [own, child] = [0, 0];
  const look = (): void => {
    own = Math.max(own, process.memoryUsage().rss / 1e6);
    for (const pid of read(`/proc/${process.pid}/task/${process.pid}/children`).split(' ').filter(Boolean)) {
      const command = read(`/proc/${pid}/cmdline`);
      const kilobytes = Number(/VmRSS:\s+(\d+)/.exec(read(`/proc/${pid}/status`))?.[1] ?? 0);
      if (command.includes('child.ts')) child = Math.max(child, kilobytes / 1000);
    }
  };
  const timer = setInterval(look, 50);
  return { stop: () => clearInterval(timer), own: () => own, child: () => child };
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
