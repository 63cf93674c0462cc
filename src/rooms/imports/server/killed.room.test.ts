import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { importByMapping } from '#app/commands/import.ts';
import { inDatabase } from '#app/template.ts';
import { createTestWorld } from '#app/testing.ts';
import type { TestWorld } from '#app/testing.ts';
import { exactlyOne, sql } from '#platform/server/db/db.ts';
import { createWorkbench } from './testing.ts';
import type { Workbench } from './testing.ts';

let world: TestWorld;
let bench: Workbench;

beforeAll(async () => {
  [world, bench] = [await createTestWorld(), await createWorkbench()];
});
afterAll(async () => {
  await world.close();
  await bench.remove();
});

const lineCount = 20_000;

function counts(): Promise<{ customers: number; products: number; settlements: number; lines: number }> {
  return world.transaction((ctx) =>
    exactlyOne(
      ctx.db,
      sql<{ customers: number; products: number; settlements: number; lines: number }>`
        select (select count(*)::int from customers.customer) as customers, (select count(*)::int from catalog.product) as products,
               (select count(*)::int from sales.settlement) as settlements, (select count(*)::int from sales.line) as lines`,
    ),
  );
}

test(
  'an import killed at any moment leaves nothing, or all; and the next one brings exactly the file (F2)',
  { timeout: 240_000 },
  async () => {
    const lines = Array.from(
      { length: lineCount },
      (_, index) =>
        `N${Math.floor(index / 4)},2026-01-${String(1 + (index % 28)).padStart(2, '0')},C${Math.floor(index / 40)},P${index % 50},${index % 9 || 1},${index}.50`,
    );
    const mapping = await bench.prepare(
      { 'lines.csv': `number,date,customer,product,quantity,amount\n${lines.join('\n')}\n` },
      {
        kind: 'settlements',
        columns: {
          'settlement.number': 'number',
          'settlement.date': 'date',
          'customer.code': 'customer',
          'product.code': 'product',
          'line.quantity': 'quantity',
          'line.amount': 'amount',
        },
      },
    );
    const none = { customers: 0, products: 0, settlements: 0, lines: 0 };
    const all = { customers: lineCount / 40, products: 50, settlements: lineCount / 4, lines: lineCount };
    const { name } = await world.transaction((ctx) =>
      exactlyOne(ctx.db, sql<{ name: string }>`select current_database()::text as name`),
    );
    const connection = inDatabase(inject('application'), name);
    let killed = 0;
    for (const delay of [50, 400, 700, 1000, 1300, 1700]) {
      const child = spawn(process.execPath, [join(import.meta.dirname, 'testing-killed-import.ts')], {
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      });
      child.send({ connection, mapping, dataFolder: bench.folder });
      await once(child, 'message');
      const ended = once(child, 'exit');
      await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, delay))]);
      if (child.exitCode === null) {
        child.kill('SIGKILL');
        killed += 1;
      }
      await ended;
      const after = await counts();
      expect([none, all]).toContainEqual(after);
    }
    expect(killed).toBeGreaterThan(1);
    await importByMapping(world.program, mapping, { replaceChanged: false, overwrite: false });
    expect(await counts()).toEqual(all);
  },
);
