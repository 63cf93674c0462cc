// architecture.json tells the truth: its arrows have no cycle, its built rooms stand, and the program's list follows it.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { roomNames } from '#app/rooms.ts';
import { missingEntries } from '../../scripts/complete-lock.ts';
import { readMap, root } from './lib/sources.ts';
import type { ArchitectureMap } from './lib/sources.ts';

const map = readMap();

describe('architecture.json', () => {
  it('has every room of the plan, and arrows only to rooms that it has', () => {
    expect(Object.keys(map.rooms)).toHaveLength(20);
    for (const room of Object.values(map.rooms)) {
      for (const name of [...room.mayUse, ...(room.mayRead ?? [])]) expect(map.rooms).toHaveProperty(name);
    }
  });

  it('has no cycle', () => expect(findCycle(map)).toBeUndefined());

  it('calls built exactly the rooms that stand', () => {
    const built = Object.entries(map.rooms).flatMap(([name, room]) => (room.state === 'built' ? [name] : []));
    expect(readdirSync(join(root, 'src/rooms')).toSorted()).toEqual(built.toSorted());
    expect([...roomNames].toSorted()).toEqual(built.toSorted());
  });

  it('orders the rooms of the program: a room stands after those that it uses', () => {
    roomNames.forEach((name, place) => {
      const later: readonly string[] = roomNames.slice(place);
      expect(map.rooms[name]?.mayUse.filter((used) => later.includes(used))).toEqual([]);
    });
  });

  it('names rooms that explain themselves', () => {
    expect(roomNames.filter((name) => !existsSync(join(root, 'src/rooms', name, 'README.md')))).toEqual([]);
  });

  it('lets a planted cycle be found', () => {
    const planted: ArchitectureMap = {
      rooms: { a: { state: 'built', mayUse: ['b'] }, b: { state: 'built', mayUse: ['a'] } },
    };
    expect(findCycle(planted)).toBe('a > b > a');
  });
});

describe('package-lock.json', () => {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Parameters<typeof missingEntries>[0];
  };

  it('names the binaries of every platform, without which npm ci refuses it (run scripts/complete-lock.ts)', () => {
    expect(Object.keys(lock.packages).length).toBeGreaterThan(100);
    expect(Object.keys(missingEntries(lock.packages))).toEqual([]);
  });

  it('pins every package, and a planted gap is found', () => {
    const description = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<
      string,
      Record<string, string>
    >;
    const all = {
      ...description['dependencies'],
      ...description['devDependencies'],
      ...description['optionalDependencies'],
    };
    expect(Object.entries(all).filter(([, version]) => !/^\d/.test(version))).toEqual([]);
    const planted = { 'node_modules/a': { optionalDependencies: { 'a-linux-x64': '1.0.0' } } };
    expect(missingEntries(planted)).toEqual({
      'node_modules/a-linux-x64': { version: '1.0.0', optional: true, cpu: ['x64'], os: ['linux'] },
    });
  });
});

/** The first way along the arrows that leads back to where it began. */
function findCycle({ rooms }: ArchitectureMap): string | undefined {
  const walk = (path: readonly string[]): string | undefined => {
    const last = path.at(-1) ?? '';
    if (path.indexOf(last) < path.length - 1) return path.join(' > ');
    for (const next of rooms[last]?.mayUse ?? []) {
      const found = walk([...path, next]);
      if (found) return found;
    }
    return undefined;
  };
  for (const name of Object.keys(rooms)) {
    const found = walk([name]);
    if (found) return found;
  }
  return undefined;
}
