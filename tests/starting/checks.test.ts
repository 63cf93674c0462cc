// Every check of scripts/checks has its command `npm run check:NAME`, and every such command its check.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { quickChecks } from '../../scripts/check.ts';

const root = join(import.meta.dirname, '../..');
const names = readdirSync(join(root, 'scripts/checks'))
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.slice(0, -3));
const scripts = (
  JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> }
).scripts;

it('every check has its command', () => {
  expect(names.length).toBeGreaterThan(3);
  for (const name of names)
    expect(scripts[`check:${name}`]).toBe(`exec node bin/klientela.mjs check ${name}`);
});

it('every command has its check', () => {
  const called = Object.keys(scripts).flatMap((script) =>
    script.startsWith('check:') ? [script.slice(6)] : [],
  );
  expect([...called, ...Object.keys(quickChecks)].filter((name) => !names.includes(name))).toEqual([]);
});
