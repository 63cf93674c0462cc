// A server of the operator's own, by DATABASE_URL: used as it is when it can carry us, refused in a sentence when not.

import { randomBytes } from 'node:crypto';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { withClient } from './checks.ts';
import { openPostgres } from './postgres.ts';

const made: string[] = [];

afterAll(() =>
  withClient(inject('owner'), async (client) => {
    for (const name of made) await client.query(`drop database if exists ${name} with (force)`);
  }),
);

describe('an outside server', () => {
  it('is used with the one role that its address gives', async () => {
    const databaseUrl = await newDatabase(
      `locale_provider builtin builtin_locale 'C.UTF-8' lc_ctype 'C.UTF-8' lc_collate 'C'`,
    );
    const server = await openPostgres({ databaseUrl });
    expect(server).toMatchObject({
      owned: false,
      connection: { connectionString: databaseUrl },
      appConnection: { connectionString: databaseUrl },
    });
    await server.stop();
    await withClient(server.connection, async (client) => {
      expect((await client.query(`select 1 from pg_extension where extname = 'pg_trgm'`)).rowCount).toBe(0);
    });
  });

  it('is refused when it would find nothing in Cyrillic', async () => {
    const databaseUrl = await newDatabase(`locale_provider libc lc_ctype 'C' lc_collate 'C'`);
    await expect(openPostgres({ databaseUrl })).rejects.toThrow('cannot search in Cyrillic');
  });

  it('is refused when it is not in UTF-8', async () => {
    const databaseUrl = await newDatabase(
      `encoding 'SQL_ASCII' locale_provider libc lc_ctype 'C' lc_collate 'C'`,
    );
    await expect(openPostgres({ databaseUrl })).rejects.toThrow('must be in UTF-8, this one is in SQL_ASCII');
  });

  it('is not reached: the start fails and says so', async () => {
    await expect(openPostgres({ databaseUrl: 'postgresql://nobody@127.0.0.1:9/none' })).rejects.toThrow(
      'ECONNREFUSED',
    );
  });
});

/** A database of its own on the tests' server, by the address of an outside one. */
async function newDatabase(options: string): Promise<string> {
  const name = `outside_${randomBytes(6).toString('hex')}`;
  made.push(name);
  const owner = inject('owner');
  await withClient(owner, (client) => client.query(`create database ${name} template template0 ${options}`));
  if (!('host' in owner)) throw new Error('the tests run on a server with a socket');
  return `postgresql://${owner.user}@localhost:${owner.port}/${name}?host=${encodeURIComponent(owner.host)}`;
}
