import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openDataFolder } from './cluster.ts';

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

describe('an empty data folder', () => {
  it('is taken by programs that start at the same moment, each of which goes on at once', async () => {
    for (let round = 0; round < 20; round++) {
      const folder = mkdtempSync(join(tmpdir(), 'klientela-moment-'));
      folders.push(folder);
      const takers = Array.from({ length: 6 }, async (_, taker) => {
        await openDataFolder(folder);
        writeFileSync(join(folder, `postgres.lock.${taker}`), '');
      });
      expect(await Promise.allSettled(takers)).toEqual(
        takers.map(() => ({ status: 'fulfilled', value: undefined })),
      );
    }
  });
});
