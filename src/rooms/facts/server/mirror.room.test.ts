import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestWorld, type TestWorld } from '#app/testing.ts';
import { run, sql } from '#platform/server/db/db.ts';
import type { Db } from '#platform/server/db/db.ts';
import { mirrorSql, openMirror, type Mirror } from './index.ts';

let world: TestWorld;
let folder: string;
let mirror: Mirror;

beforeAll(async () => {
  world = await createTestWorld();
  folder = await mkdtemp(join(tmpdir(), 'klientela-facts-test-'));
  mirror = await openMirror({ folder, database: world.program.database });
  await write((db) =>
    run(
      db,
      sql`insert into customers.customer (code, name) select 'F' || n, 'Клиент «' || n || '», "ООО"' || chr(10) || 'филиал' from generate_series(1, 50) n`,
    ),
  );
  await write((db) => run(db, sql`insert into sales.source (key, name) values ('probe', 'probe')`));
});
afterAll(async () => {
  await mirror.close();
  await world.close();
  await rm(folder, { recursive: true, force: true });
});

const write = <T>(work: (db: Db) => Promise<T>): Promise<T> => world.program.database.transaction(work);

let made = 0;
/** A settlement with two lines, as an import writes it. */
async function insertSettlement(db: Db, amount = 100): Promise<void> {
  made += 1;
  await run(
    db,
    sql`with s as (insert into sales.settlement (customer_id, source_id, year, number, day, currency, amount_minor)
          select id, (select min(id) from sales.source), 2025, ${`N${made}`}, '2025-05-05', 'RUB', ${2 * amount} from customers.customer order by id offset ${made % 50} limit 1
          returning customer_id, id)
        insert into sales.line (customer_id, settlement_id, line_no, ordinal, day, quantity, amount_minor)
        select customer_id, id, n, n, '2025-05-05', 1.5, ${amount} from s, generate_series(1, 2) n`,
  );
}

const counts = async (of: Mirror = mirror) => {
  const [row] = await of.read((reader) =>
    reader.rows<{ settlements: number; lines: number; amount: string }>(
      mirrorSql`select (select count(*)::int from settlement) as settlements, (select count(*)::int from line) as lines, (select coalesce(sum(amount_minor), 0)::bigint from line) as amount`,
    ),
  );
  return row;
};

test('the first refresh makes the mirror, the next ones bring what was committed since', async () => {
  await write((db) => insertSettlement(db));
  expect(await mirror.refresh()).toMatchObject({ settlements: 1, customers: 50 });
  await write((db) => insertSettlement(db));
  expect(await mirror.refresh()).toEqual({ settlements: 1, customers: 0, gone: 0 });
  expect(await mirror.refresh()).toEqual({ settlements: 0, customers: 0, gone: 0 });
  expect(await counts()).toEqual({ settlements: 2, lines: 4, amount: '400' });
});

test('a commit that comes late is not skipped, and a long transaction holds nobody up', async () => {
  const late = await world.program.database.connect();
  await late.query('begin');
  const before = (await counts())?.settlements ?? 0;
  // The long transaction writes first and commits last; others commit with later ids in between.
  await late.query(`insert into sales.settlement (customer_id, source_id, year, number, day, currency, amount_minor)
    select min(id), (select min(id) from sales.source), 2025, 'late', '2025-05-05', 'RUB', 7 from customers.customer`);
  for (let round = 1; round <= 3; round += 1) {
    await write((db) => insertSettlement(db));
    expect(await mirror.refresh()).toMatchObject({ settlements: 1 });
  }
  expect((await counts())?.settlements).toBe(before + 3);
  await late.query('commit');
  await late.end();
  expect(await mirror.refresh()).toMatchObject({ settlements: 1 });
  expect((await counts())?.settlements).toBe(before + 4);
  await write((db) => run(db, sql`delete from sales.settlement where number = 'late'`));
  await mirror.rebuild();
});

test('eight writers, changes and deletions beside a refreshing mirror: nothing is missed, nothing doubled', async () => {
  const writer = async (seed: number) => {
    for (let round = 0; round < 12; round += 1) {
      await write(async (db) => {
        await insertSettlement(db, 10 + round);
        if ((seed + round) % 3 === 0) await new Promise((done) => setTimeout(done, 15));
        if ((seed + round) % 4 === 0) await changeOne(db, seed);
        if ((seed + round) % 5 === 0) await deleteOne(db, seed);
      });
    }
  };
  let writing = true;
  const refreshing = (async () => {
    let seen = 0;
    while (writing) seen += (await mirror.refresh()).settlements;
    return seen;
  })();
  await Promise.all(Array.from({ length: 8 }, (_, seed) => writer(seed)));
  writing = false;
  expect(await refreshing).toBeGreaterThan(0);
  await mirror.refresh();
  const check = await mirror.check();
  expect(check.differences).toEqual([]);
  expect(check.compared).toBeGreaterThan(10);
  expect((await counts())?.settlements).toBeGreaterThan(60);
});

test('a database that was started again is asked again', async () => {
  await mirror.refresh();
  const killer = await world.program.database.connect();
  await killer.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and usename = current_user`,
  );
  await killer.end();
  await new Promise((done) => setTimeout(done, 50));
  await write((db) => insertSettlement(db)).catch(() => write((db) => insertSettlement(db)));
  expect((await mirror.refresh()).settlements).toBe(1);
});

test('merged customers answer as one, and as two again when the merge is undone', async () => {
  const owners = () =>
    mirror.read((reader) =>
      reader.rows<{ customers: number }>(
        mirrorSql`select count(distinct customer_id)::int as customers from pub_sale`,
      ),
    );
  const [before] = await owners();
  await write((db) =>
    run(
      db,
      sql`update customers.customer set merged_into_id = (select max(customer_id) from sales.settlement) where id = (select min(customer_id) from sales.settlement)`,
    ),
  );
  await mirror.refresh();
  expect((await owners())[0]?.customers).toBe((before?.customers ?? 0) - 1);
  await write((db) =>
    run(db, sql`update customers.customer set merged_into_id = null where merged_into_id is not null`),
  );
  await mirror.refresh();
  expect(await owners()).toEqual([before]);
});

test('a check finds what was damaged', async () => {
  await mirror.write((reader) =>
    reader.rows(mirrorSql`delete from line where rowid = (select min(rowid) from line)`),
  );
  const { differences } = await mirror.check();
  expect(differences.map((one) => one.name)).toContain('lines');
  await mirror.rebuild();
  expect((await mirror.check()).differences).toEqual([]);
});

test('another past is not believed: a new epoch makes the mirror anew', async () => {
  await mirror.write((reader) => reader.rows(mirrorSql`delete from line`));
  expect((await mirror.refresh()).settlements).toBe(0);
  const owner = await world.program.database.connect();
  await owner.query('update facts.identity set epoch = gen_random_uuid()');
  await owner.end();
  expect((await mirror.refresh()).settlements).toBeGreaterThan(60);
  expect((await mirror.check()).differences).toEqual([]);
});

test('a second program asks the owner, sees the same, and takes over when the owner goes', async () => {
  const other = await openMirror({ folder, database: world.program.database });
  expect([mirror.isOwner, other.isOwner]).toEqual([true, false]);
  expect(await counts(other)).toEqual(await counts());
  await write((db) => insertSettlement(db));
  expect(await other.refresh()).toMatchObject({ settlements: 1 });
  await expect(other.read((reader) => reader.rows(mirrorSql`select nonsense`))).rejects.toThrow(/nonsense/);
  await other.write((reader) => reader.rows(mirrorSql`create table classes_probe as select 1 as one`));
  await expect(
    other.write(async (reader) => {
      await reader.rows(mirrorSql`drop table classes_probe`);
      throw new Error('changed my mind');
    }),
  ).rejects.toThrow('changed my mind');
  expect(await mirror.read((reader) => reader.rows(mirrorSql`select one from classes_probe`))).toEqual([
    { one: 1 },
  ]);
  await mirror.close();
  expect(await counts(other)).toMatchObject({ settlements: expect.any(Number) });
  expect(other.isOwner).toBe(true);
  expect((await other.check()).differences).toEqual([]);
  await other.close();
  mirror = await openMirror({ folder, database: world.program.database });
  expect(mirror.isOwner).toBe(true);
});

test(
  'an owner that was killed while it wrote leaves a mirror that goes on',
  { timeout: 60_000 },
  async () => {
    await mirror.close();
    for (const delay of [30, 90, 200]) {
      const script = `
      const { openStore } = await import('./store.ts');
      const store = await openStore(process.argv[1]);
      const connection = await store.connect();
      process.stdout.write('open');
      for (;;) {
        await connection.run('begin');
        await connection.run('delete from line');
        await connection.run('insert into line select 1, 1, 1, 1 from range(20000)');
        await connection.run('commit');
        await connection.run('begin'); await connection.run('delete from line'); await connection.run('rollback');
      }`;
      const child = spawn(process.execPath, ['--input-type=module', '-e', script, folder], {
        cwd: import.meta.dirname,
      });
      await new Promise((done) => child.stdout.once('data', done));
      await new Promise((done) => setTimeout(done, delay));
      child.kill('SIGKILL');
      await new Promise((done) => child.once('exit', done));
      await writeFile(join(folder, 'facts-line-1-1.csv'), 'left over');
      mirror = await openMirror({ folder, database: world.program.database });
      await mirror.rebuild();
      expect((await mirror.check()).differences).toEqual([]);
      expect((await readdir(folder)).filter((name) => name.endsWith('.csv'))).toEqual([]);
      await mirror.close();
    }
    mirror = await openMirror({ folder, database: world.program.database });
  },
);

test('a damaged file is thrown away and made anew: it is a cache', async () => {
  await mirror.close();
  const file = join(folder, 'facts.duckdb');
  await truncate(file, Math.floor((await stat(file)).size / 3));
  mirror = await openMirror({ folder, database: world.program.database });
  await mirror.refresh();
  expect((await mirror.check()).differences).toEqual([]);
});

test('a mirror of another version of the program is thrown away, whatever it holds', async () => {
  await mirror.write(async (reader) => {
    await reader.rows(mirrorSql`update mirror_state set value = 'earlier' where key = 'schema'`);
    await reader.rows(mirrorSql`drop table merged cascade`);
    await reader.rows(mirrorSql`create view merged as select 1 as id`);
  });
  await mirror.close();
  mirror = await openMirror({ folder, database: world.program.database });
  await mirror.refresh();
  expect((await mirror.check()).differences).toEqual([]);
});

async function changeOne(db: Db, seed: number): Promise<void> {
  await run(
    db,
    sql`with s as (update sales.settlement set amount_minor = amount_minor + 2
                     where id in (select id from sales.settlement order by id offset ${seed * 3} limit 1 for update skip locked) returning id)
        update sales.line set amount_minor = amount_minor + 1 where settlement_id in (select id from s)`,
  );
}

async function deleteOne(db: Db, seed: number): Promise<void> {
  await run(
    db,
    sql`with g as (delete from sales.settlement where id in (select id from sales.settlement order by id offset ${seed * 2 + 1} limit 1 for update skip locked) returning customer_id, id),
             l as (delete from sales.line where settlement_id in (select id from g))
        insert into sales.settlement_gone (customer_id, settlement_id) select customer_id, id from g`,
  );
}

test('a customer who is no more leaves the mirror, and a table of the gone tells it', async () => {
  const customers = async () => {
    const [row] = await mirror.read((reader) =>
      reader.rows<{ customers: number; responsible: number }>(
        mirrorSql`select (select count(*)::int from customer) as customers, (select count(*)::int from responsible) as responsible`,
      ),
    );
    return row;
  };
  await write(async (db) => {
    await run(db, sql`insert into platform.person (code, name) values ('G1', 'Менеджер')`);
    await run(
      db,
      sql`insert into customers.customer (code, name, responsible_id) select 'G' || n, 'Мимолётный ' || n, (select id from platform.person where code = 'G1') from generate_series(1, 3) n`,
    );
    await run(
      db,
      sql`insert into customers.responsible_period (customer_id, person_id, from_on) select id, responsible_id, '2025-01-01' from customers.customer where code like 'G_'`,
    );
  });
  await mirror.refresh();
  const before = await customers();
  await write(async (db) => {
    const gone = sql`select id from customers.customer where code in ('G1', 'G2')`;
    await run(db, sql`delete from customers.responsible_period where customer_id in (${gone})`);
    await run(db, sql`delete from customers.badge where customer_id in (${gone})`);
    await run(db, sql`delete from customers.customer where id in (${gone})`);
    await run(
      db,
      sql`insert into customers.customer (code, name) values ('G4', 'Ещё один'), ('G5', 'И ещё один')`,
    );
  });
  await mirror.refresh();
  expect(await customers()).toEqual({
    customers: before?.customers,
    responsible: (before?.responsible ?? 0) - 2,
  });
  expect((await mirror.check()).differences).toEqual([]);
});
