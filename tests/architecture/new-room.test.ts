// `npm run new-room` writes a whole room and enters it; that its code compiles and its tests pass was proved when it was written (docs/architecture.md).

import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from './lib/sources.ts';

describe('npm run new-room', () => {
  let copy: string;

  const run = (...args: string[]): string =>
    execFileSync(process.execPath, [join(root, 'scripts/new-room.ts'), ...args], {
      cwd: copy,
      encoding: 'utf8',
      stdio: 'pipe',
    });
  const read = (path: string): string => readFileSync(join(copy, path), 'utf8');

  beforeAll(() => {
    copy = mkdtempSync(join(tmpdir(), 'klientela-new-room-'));
    mkdirSync(join(copy, 'src/app'), { recursive: true });
    cpSync(join(root, 'architecture.json'), join(copy, 'architecture.json'));
    cpSync(join(root, 'src/app/rooms.ts'), join(copy, 'src/app/rooms.ts'));
  });
  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  it('writes the parts of a room, every name put in, and enters it on the map and in the program', () => {
    run('standards', 'rule');
    const files = readdirSync(join(copy, 'src/rooms/standards'), {
      recursive: true,
      encoding: 'utf8',
    }).filter((name) => name.includes('.'));
    expect(files.toSorted()).toEqual([
      'README.md',
      'migrations/0001_standards.sql',
      'server/errors.ts',
      'server/index.ts',
      'server/room.ts',
      'server/rules.queries.ts',
      'server/rules.routes.ts',
      'server/rules.ts',
      'server/standards.room.test.ts',
      'shared/contract.ts',
      'shared/ids.ts',
      'web/texts.en.json',
      'web/texts.ru.json',
    ]);
    for (const file of files) expect(read(`src/rooms/standards/${file}`), file).not.toContain('__');
    const map = JSON.parse(read('architecture.json')) as { rooms: Record<string, { state: string }> };
    expect(map.rooms['standards']?.state).toBe('built');
    expect(read('src/app/rooms.ts')).toContain(
      `import { standardsRoom } from '#rooms/standards/server/room.ts';`,
    );
    expect(read('src/app/rooms.ts')).toMatch(/roomNames = \[[^\]]*'standards'/);
  });

  it('refuses a name that is no name and a room that stands', () => {
    expect(() => run('Bad-Name')).toThrow('usage');
    expect(() => run('standards')).toThrow('stands already');
  });
});
