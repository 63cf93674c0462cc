// The fences of dependency-cruiser: a small tree with one violation of every rule, beside lawful imports that must pass. (With a TypeScript that it does not
// know, dependency-cruiser reads nothing and finds nothing: this test is what notices.)

import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from './lib/sources.ts';

interface Cruise {
  readonly summary: {
    readonly totalCruised: number;
    readonly violations: readonly {
      readonly rule: { readonly name: string };
      readonly from: string;
      readonly to: string;
    }[];
  };
}

const floor: Readonly<Record<string, string>> = {
  'src/platform/shared/days.ts': 'export const days = 1;',
  'src/platform/server/db/db.ts': `import { pool } from './pool.ts'; export const db = pool;`,
  'src/platform/server/db/pool.ts': 'export const pool = 1; export type Pool = number;',
  'src/platform/web/ui/button.ts': `export const button = 1;`,
  'src/app/server.ts': `import { openSales } from '#rooms/sales/server/index.ts'; import { pool } from '#platform/server/db/pool.ts'; export const server = [openSales, pool];`,
  'src/rooms/customers/shared/contract.ts': `import { days } from '#platform/shared/days.ts'; export const contract = days;`,
  'src/rooms/customers/server/index.ts': `export { insert } from './customers.queries.ts';`,
  'src/rooms/customers/server/customers.queries.ts': `import type { Pool } from '#platform/server/db/pool.ts'; export const insert: Pool = 1;`,
  'src/rooms/sales/server/index.ts': `import { insert } from '#rooms/customers/server/index.ts'; import { contract } from '#rooms/customers/shared/contract.ts'; export const openSales = [insert, contract];`,
  'src/rooms/sales/web/page.tsx': `import { button } from '#platform/web/ui/button.ts'; import { contract } from '#rooms/customers/shared/contract.ts'; export const page = [button, contract];`,
};

const planted: readonly { rule: string; from: string; text: string }[] = [
  {
    rule: 'arrow-customers',
    from: 'src/rooms/customers/server/against.ts',
    text: `import { openSales } from '#rooms/sales/server/index.ts'; export const a = openSales;`,
  },
  {
    rule: 'front-door',
    from: 'src/rooms/sales/server/past.ts',
    text: `import { insert } from '#rooms/customers/server/customers.queries.ts'; export const a = insert;`,
  },
  {
    rule: 'ground-knows-nobody',
    from: 'src/platform/server/knows.ts',
    text: `import { openSales } from '#rooms/sales/server/index.ts'; export const a = openSales;`,
  },
  {
    rule: 'nobody-knows-the-roof',
    from: 'src/rooms/sales/server/roof.ts',
    text: `import { server } from '#app/server.ts'; export const a = server;`,
  },
  {
    rule: 'web-without-server',
    from: 'src/rooms/sales/web/server.ts',
    text: `import { openSales } from '../server/index.ts'; export const a = openSales;`,
  },
  {
    rule: 'server-without-web',
    from: 'src/rooms/sales/server/web.ts',
    text: `import { button } from '#platform/web/ui/button.ts'; export const a = button;`,
  },
  {
    rule: 'shared-is-pure',
    from: 'src/rooms/sales/shared/impure.ts',
    text: `import { openSales } from '../server/index.ts'; export const a = openSales;`,
  },
  {
    rule: 'no-node-outside-server',
    from: 'src/rooms/sales/shared/node.ts',
    text: `import { readFileSync } from 'node:fs'; export const a = readFileSync;`,
  },
  {
    rule: 'pool-stays-home',
    from: 'src/rooms/sales/server/pool.ts',
    text: `import { pool } from '#platform/server/db/pool.ts'; export const a = pool;`,
  },
  {
    rule: 'no-cycle',
    from: 'src/rooms/sales/server/one.ts',
    text: `import { two } from './two.ts'; export const one: number = two;`,
  },
  {
    rule: 'resolvable',
    from: 'src/rooms/sales/server/lost.ts',
    text: `import { nothing } from './nothing.ts'; export const a = nothing;`,
  },
  {
    rule: 'no-test-in-program',
    from: 'src/rooms/sales/server/tested.ts',
    text: `import { a } from './a.test.ts'; export const b = a;`,
  },
];

const others: Readonly<Record<string, string>> = {
  'src/rooms/sales/server/two.ts': `import { one } from './one.ts'; export const two: number = one;`,
  'src/rooms/sales/server/a.test.ts': `import { server } from '#app/server.ts'; export const a = server;`,
};

let folder = '';
let cruise: Cruise;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'klientela-fences-'));
  for (const name of [
    'architecture.json',
    '.dependency-cruiser.mjs',
    'package.json',
    'tsconfig.json',
    'tsconfig.web.json',
  ])
    copyFileSync(join(root, name), join(folder, name));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const [path, text] of [
    ...Object.entries({ ...floor, ...others }),
    ...planted.map(({ from, text: planting }) => [from, planting] as const),
  ]) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), `${text}\n`);
  }
  cruise = JSON.parse(run()) as Cruise;
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the fences between folders', () => {
  it('read the whole planted tree', () => {
    expect(cruise.summary.totalCruised).toBeGreaterThanOrEqual(Object.keys(floor).length + planted.length);
  });

  it.each(planted)('catch $rule', ({ rule, from }) => {
    expect(
      cruise.summary.violations.filter((found) => found.rule.name === rule).map((found) => found.from),
    ).toContain(from);
  });

  it('let lawful imports pass', () => {
    const lawful = Object.keys(floor);
    expect(cruise.summary.violations.filter((found) => lawful.includes(found.from))).toEqual([]);
  });
});

function run(): string {
  const cruiser = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const args = [cruiser, '--config', '.dependency-cruiser.mjs', '--output-type', 'json', 'src'];
  return execFileSync(process.execPath, args, {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}
