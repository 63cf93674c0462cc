// Each fence holds on the tree and catches a planted violation.

import { describe, expect, it } from 'vitest';
import { readMap, readSources } from './lib/sources.ts';
import type { ArchitectureMap, Source } from './lib/sources.ts';
import {
  findEnvironmentReaders,
  findForeignTables,
  findLongFiles,
  findRequesters,
} from './lib/text-fences.ts';

const map: ArchitectureMap = {
  rooms: {
    customers: { state: 'built', mayUse: [] },
    sales: { state: 'built', mayUse: ['customers'] },
    facts: { state: 'built', mayUse: [], mayRead: ['sales'] },
  },
};
const code = readSources(['src'], ['.ts', '.tsx']);
const statements = readSources(['src/rooms'], ['.ts', '.sql']);
const at = (path: string, text: string): Source => ({ path, text });

describe('the source tree', () => {
  it('is there to be read', () => {
    expect(code.length).toBeGreaterThan(100);
    expect(statements.some(({ path }) => path.endsWith('.sql'))).toBe(true);
  });

  it('keeps every room to its own tables and the published views along its arrow', () => {
    expect(findForeignTables(statements, readMap())).toEqual([]);
  });

  it('reads the environment in the configuration alone', () => {
    expect(findEnvironmentReaders(code)).toEqual([]);
  });

  it('sends requests to others through the outbound module alone', () => {
    expect(findRequesters(code)).toEqual([]);
  });

  it('has no file of more than 400 lines', () => {
    expect(
      findLongFiles([
        ...code,
        ...readSources(['src'], ['.css', '.sql']),
        ...readSources(['scripts', 'tests', 'e2e', 'bench'], ['.ts']),
      ]),
    ).toEqual([]);
  });
});

describe('a planted violation is caught:', () => {
  const query = 'src/rooms/sales/server/a.queries.ts';

  it.each([
    ['a table instead of a published view', at(query, 'sql`select 1 from customers.customer`')],
    ['a write into another room', at(query, 'sql`update customers.pub_customer set name = 1`')],
    [
      'an insert into another room',
      at('src/rooms/sales/migrations/0002_x.sql', 'insert into customers.customer values (1)'),
    ],
    [
      'a view against the arrow',
      at('src/rooms/customers/server/a.ts', 'sql`select 1 from sales.pub_settlement`'),
    ],
    [
      'a foreign key against the arrow',
      at('src/rooms/customers/migrations/0002_x.sql', 'a int references sales.settlement'),
    ],
  ])('%s', (_name, planted) => {
    expect(findForeignTables([planted], map)).toHaveLength(1);
  });

  it.each([
    ['its own table', at(query, 'sql`select 1 from sales.line`')],
    [
      'a published view along the arrow',
      at(query, 'sql`select 1 from sales.line join customers.pub_customer c on true`'),
    ],
    [
      'a published view that the map lets it read',
      at('src/rooms/facts/server/a.ts', 'sql`select 1 from sales.pub_line`'),
    ],
    [
      'a foreign key along the arrow',
      at('src/rooms/sales/migrations/0002_x.sql', 'a int references customers.customer'),
    ],
  ])('but not %s', (_name, allowed) => {
    expect(findForeignTables([allowed], map)).toEqual([]);
  });

  it('a second reader of the environment', () => {
    expect(
      findEnvironmentReaders([at('src/rooms/sales/server/a.ts', `const a = process.env['A'];`)]),
    ).toHaveLength(1);
    expect(
      findEnvironmentReaders([at('src/rooms/sales/server/a.ts', '// process.env is read elsewhere')]),
    ).toEqual([]);
  });

  it.each([
    'await fetch(address)',
    'globalThis.fetch(a)',
    'new WebSocket(a)',
    `import { request } from 'node:https';`,
  ])('a request past the outbound module: %s', (text) => {
    expect(findRequesters([at('src/rooms/sales/server/a.ts', text)])).toHaveLength(1);
  });

  it('but not a method that is called fetch', () => {
    expect(findRequesters([at('src/rooms/sales/server/a.ts', 'cursor.fetch(10)')])).toEqual([]);
  });

  it('a file of 401 lines', () => {
    expect(findLongFiles([at('src/a.ts', 'x\n'.repeat(401)), at('src/b.ts', 'x\n'.repeat(400))])).toEqual([
      'src/a.ts: 401 lines',
    ]);
  });
});
