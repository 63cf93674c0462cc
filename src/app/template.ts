// The migrated database that worlds are cloned from: a clone takes milliseconds where migrations take a second.

import type { Connection } from '#platform/server/db/pool.ts';
import { pg } from '#platform/server/db/types.ts';
import { migrateDatabase } from './program.ts';

export const templateName = 'klientela_template';

/** Makes the template on a fresh server. */
export async function makeTemplate(owner: Connection): Promise<void> {
  const client = new pg.Client(owner);
  await client.connect();
  await client.query(`create database ${templateName}`);
  await client.end();
  await migrateDatabase(inDatabase(owner, templateName));
}

/** The same server, another database. */
export function inDatabase(connection: Connection, database: string): Connection {
  if (!('connectionString' in connection)) return { ...connection, database };
  const url = new URL(connection.connectionString);
  url.pathname = `/${database}`;
  return { connectionString: url.toString() };
}
