// bench/figures: the mirror made anew, all classes and categories in one pass against one hand-written statement, and the same after 1,000 new lines.
// `--lines N` (10000000), `--rounds N` (3; the median counts), `--connection JSON` (a database that holds the history already).

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrateDatabase } from '#app/program.ts';
import { openDatabase, type Connection } from '#platform/server/db/pool.ts';
import { openPostgres } from '#platform/server/postgres/postgres.ts';
import { day } from '#platform/shared/days.ts';
import { defaultDefinitions } from '#rooms/classes/shared/definitions.ts';
import { refreshClassed } from '#rooms/classes/server/classed.ts';
import { mirrorSql, openMirror, type Mirror, type MirrorSql } from '#rooms/facts/server/index.ts';
import { keep } from './lib/results.ts';
import { addSales, seedSales } from './lib/sales.ts';

const option = (name: string): string | undefined =>
  process.argv.includes(`--${name}`) ? process.argv[process.argv.indexOf(`--${name}`) + 1] : undefined;
const lines = Number(option('lines') ?? 10_000_000);
const rounds = Number(option('rounds') ?? 3);
const asOf = day('2025-12-20');
const rules = { version: 1, definitions: defaultDefinitions };

/** What a person would write for this one question at this one date, floats and all; ties and borders hit exactly are not its business. */
const byHand: MirrorSql = mirrorSql`
  create or replace temp table by_hand as
  with trade as (select distinct customer_id, day from settlement where day <= '2025-12-20' and kind <> 'r' and amount_minor > 0),
  step as (select customer_id, day, lag(day) over (partition by customer_id order by day) as before from trade),
  life as (select customer_id, min(day) as first_on, max(day) as last_on, max(case when before is null or day > before + interval 3 month then day end) as start_on from step group by 1),
  money as (select customer_id, sum(amount_minor) as value from settlement where day > '2024-12-20' and day <= '2025-12-20' group by 1),
  monthly as (select customer_id, date_trunc('month', day) as month, sum(amount_minor)::double as v from settlement where day between '2024-12-01' and '2025-11-30' group by 1, 2),
  spread as (select customer_id, sum(v) as s, sum(v * v) as q from monthly group by 1),
  ranked as (select customer_id, value, sum(value) over (order by value desc) - value as before, sum(value) over () as total from money where value > 0)
  select life.customer_id, ranked.value,
         case when last_on + interval 3 month < date '2025-12-20' then 'lost' when start_on > first_on and start_on + interval 3 month >= date '2025-12-20' then 'recovered'
              when first_on + interval 3 month >= date '2025-12-20' then 'new' else 'regular' end as category,
         case when before < 0.5 * total then 'A' when before < 0.79 * total then 'B' else 'C' end as abc,
         case when sqrt(12 * q - s * s) / s <= 0.1 then 'X' when sqrt(12 * q - s * s) / s <= 0.25 then 'Y' else 'Z' end as xyz
    from life left join ranked on ranked.customer_id = life.customer_id left join spread on spread.customer_id = life.customer_id and s > 0`;

const folder = await mkdtemp(join(tmpdir(), 'klientela-figures-'));
const given = option('connection');
const server = given === undefined ? await openPostgres({ dataFolder: folder, log: () => {} }) : undefined;
const connection = server ? server.connection : (JSON.parse(given ?? '') as Connection);
if (server) {
  await migrateDatabase(connection);
  await seedSales(connection, lines);
}
const database = openDatabase(connection);
const mirror = await openMirror({ folder, database });
const { rows, seconds } = await mirror.rebuild();
const hand: number[] = [];
const whole: number[] = [];
const part: number[] = [];
for (let round = 0; round < rounds; round += 1) {
  hand.push(await timed(() => mirror.write((reader) => reader.rows(byHand))));
  await mirror.write((reader) => reader.rows(mirrorSql`drop table if exists classes_key`));
  whole.push(await timed(() => classed(mirror)));
  await addSales(connection, round);
  await mirror.refresh();
  part.push(await timed(() => classed(mirror)));
}
await mirror.close();
await database.end();
await server?.stop();
await rm(folder, { recursive: true, force: true });

const [handMs, wholeMs, partMs] = [median(hand), median(whole), median(part)];
const count = rows['line'] ?? 0;
keep(
  'Figures',
  `${count.toLocaleString('en')} lines, ${(rows['customer'] ?? 0).toLocaleString('en')} customers, ${rounds} rounds`,
  [
    {
      what: 'mirror made anew',
      value: `${Math.round(count / seconds).toLocaleString('en')} lines/s (${seconds.toFixed(1)} s with settlements and customers)`,
      against: 'wanted 1,000,000 lines/s on a quiet machine',
    },
    {
      what: 'all classes and categories',
      value: `${Math.round(wholeMs)} ms`,
      against: `one hand-written statement ${Math.round(handMs)} ms, ratio ${(wholeMs / handMs).toFixed(2)} (wanted 1.50)`,
    },
    {
      what: 'the same after 1,000 new lines',
      value: `${Math.round(partMs)} ms`,
      against: `${((100 * partMs) / wholeMs).toFixed(1)} % of the whole (wanted 10, aim 5)`,
    },
  ],
);

function classed(of: Mirror): Promise<string> {
  return of.write((reader) => refreshClassed(reader, rules, asOf));
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

function median(values: readonly number[]): number {
  return [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;
}
