// Whether a worker is at work on a database: each holds a shared lock for as long as its connection lives.

import type { Database } from '../db/pool.ts';
import type { pg } from '../db/types.ts';

const lockId = 7_402_651;

/** Called on the connection that the worker listens on: the lock goes with it, however it ends. */
export async function announceWorker(client: pg.Client): Promise<void> {
  await client.query('select pg_advisory_lock_shared($1)', [lockId]);
}

/** Whether some program's worker takes the jobs of this database. */
export async function isWorkerPresent(database: Database): Promise<boolean> {
  return database.read(async (db) => {
    const { rows } = await db.client.query(
      `select 1 from pg_locks
        where locktype = 'advisory' and objid = $1 and granted
          and database = (select oid from pg_database where datname = current_database()) limit 1`,
      [lockId],
    );
    return rows.length > 0;
  });
}
