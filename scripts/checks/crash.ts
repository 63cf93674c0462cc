// check:crash (F1, F3, F9): the server and the database are killed at random under writes, and the server is told to stop under load.
// Every acknowledged write is there once, retries with the same key double nothing. `--kills N` of each (20 unless told), `--stops N` (10).

import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { pg } from '#platform/server/db/types.ts';
import { installation } from './lib/serving.ts';
import type { Serving } from './lib/serving.ts';
import { tally } from './lib/tally.ts';

const numberOf = (name: string, otherwise: number): number => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
};
const kills = numberOf('kills', 20);
const stops = numberOf('stops', 10);
const score = tally();

interface Writers {
  /** Names whose creation was acknowledged. */
  readonly acknowledged: Set<string>;
  stop(): Promise<void>;
}

/** Writers that never give up: an unanswered create is sent again with the same key. */
function write(serving: Serving, count: number, prefix: string): Writers {
  const acknowledged = new Set<string>();
  let stopping = false;
  const writer = async (writerNo: number): Promise<void> => {
    for (let n = 0; !stopping; n++) {
      const name = `${prefix} ${writerNo}-${n}`;
      for (;;) {
        const { status } = await serving.send(
          'POST',
          '/api/customers',
          { name, createAnyway: true },
          { 'idempotency-key': name },
        );
        if (status === 201) break;
        if (status >= 400 && status < 500 && status !== 429)
          throw new Error(`${name}: refused with ${status}`);
        await sleep(30);
      }
      acknowledged.add(name);
    }
  };
  const writers = Array.from({ length: count }, (_, index) => writer(index));
  return {
    acknowledged,
    stop: async () => {
      stopping = true;
      await Promise.all(writers);
    },
  };
}

async function compare(serving: Serving, writers: Writers, what: string): Promise<void> {
  const client = new pg.Client(serving.connection);
  await client.connect();
  const { rows } = await client.query<{ name: string; times: number; audited: number }>(
    `select c.name, count(distinct c.id)::int as times, count(a.id)::int as audited
       from customers.customer c left join platform.audit_entry a on a.entity = 'customers.customer' and a.entity_id in (c.id::text, 'cus_' || c.id) and a.action = 'create'
      group by c.name`,
  );
  await client.end();
  const found = new Map(rows.map((row) => [row.name, row]));
  let lost = 0;
  for (const name of writers.acknowledged) if (found.get(name) === undefined) lost += 1;
  score.expect(
    writers.acknowledged.size > 50,
    `${what}: only ${writers.acknowledged.size} writes were acknowledged`,
  );
  score.expect(lost === 0, `${what}: ${lost} acknowledged writes were lost`);
  score.expect(
    rows.every((row) => row.times === 1),
    `${what}: ${rows.filter((row) => row.times !== 1).length} writes were doubled`,
  );
  score.expect(
    rows.every((row) => row.audited === 1),
    `${what}: ${rows.filter((row) => row.audited !== 1).length} writes without exactly one audit row`,
  );
  console.log(`${what}: ${writers.acknowledged.size} acknowledged writes`);
}

async function killServer(): Promise<void> {
  const serving = await installation();
  await serving.start();
  const writers = write(serving, 4, 'server');
  for (let kill = 0; kill < kills; kill++) {
    await sleep(200 + Math.random() * 700);
    const gone = new Promise((resolve) => serving.process().on('exit', resolve));
    serving.process().kill('SIGKILL');
    await gone;
    await serving.start();
    score.pass();
  }
  await writers.stop();
  await compare(serving, writers, `${kills} kills of the server`);
  await serving.close();
}

async function killDatabase(): Promise<void> {
  const serving = await installation();
  await serving.start();
  const writers = write(serving, 4, 'database');
  const slowest: number[] = [];
  for (let kill = 0; kill < kills; kill++) {
    await sleep(200 + Math.random() * 700);
    const begun = performance.now();
    process.kill(postmasterOf(serving), 'SIGKILL');
    await sleep(50);
    await serving
      .ready(10_000)
      .then(score.pass, () => score.fail(`kill ${kill + 1} of the database: not ready within 10 s`));
    slowest.push(performance.now() - begun);
    score.expect(
      serving.process().exitCode === null && serving.process().signalCode === null,
      `kill ${kill + 1} of the database took the server down`,
    );
  }
  await writers.stop();
  await compare(
    serving,
    writers,
    `${kills} kills of the database (back in at most ${Math.round(Math.max(...slowest))} ms)`,
  );
  await serving.close();
}

function postmasterOf(serving: Serving): number {
  const connection = serving.connection;
  if (!('host' in connection)) throw new Error('not an embedded server');
  for (const folder of [`${serving.dataFolder}/postgres`, connection.host]) {
    for (const name of ['pgdata', 'data', '.']) {
      try {
        return Number(readFileSync(`${folder}/${name}/postmaster.pid`, 'utf8').split('\n')[0]);
      } catch {
        // the next place
      }
    }
  }
  throw new Error('no postmaster.pid found');
}

/** Told to stop under load: what was in flight is answered, and the process ends within ten seconds. */
async function stopUnderLoad(): Promise<void> {
  const serving = await installation();
  for (let stop = 0; stop < stops; stop++) {
    await serving.start();
    let inFlightFailed = 0;
    let answered = 0;
    let told = Number.POSITIVE_INFINITY;
    let done = false;
    const reader = async (): Promise<void> => {
      while (!done && performance.now() < told) {
        const { status } = await serving.send('GET', '/api/customers?limit=50');
        if (status === 200) answered += 1;
        else if (performance.now() < told || status !== 503) inFlightFailed += 1;
      }
    };
    const readers = Array.from({ length: 8 }, reader);
    await sleep(300 + Math.random() * 500);
    const gone = new Promise((resolve) => serving.process().on('exit', resolve));
    told = performance.now();
    serving.process().kill('SIGTERM');
    await Promise.race([gone, sleep(10_000)]);
    done = true;
    const took = performance.now() - told;
    await Promise.all(readers);
    score.expect(took < 10_000, `stop ${stop + 1}: the process did not end within 10 s`);
    score.expect(
      inFlightFailed === 0 && answered > 10,
      `stop ${stop + 1}: ${inFlightFailed} requests in flight failed, ${answered} were answered`,
    );
  }
  await serving.close();
}

await killServer();
await killDatabase();
await stopUnderLoad();
score.close();
