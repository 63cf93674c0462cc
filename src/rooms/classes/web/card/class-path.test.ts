import { expect, test } from 'vitest';
import { classPath } from './class-path.ts';

test('the path of classes holds the dates on which a letter changed, oldest first', () => {
  const step = (asOf: string, abc: string | null, xyz: string | null) => ({ asOf, abc, xyz });
  expect(
    classPath([
      step('2026-03-01', 'A', 'X'),
      step('2026-01-01', 'B', null),
      step('2026-02-01', 'B', null),
      step('2026-04-01', 'A', 'Y'),
    ]),
  ).toEqual([step('2026-01-01', 'B', null), step('2026-03-01', 'A', 'X'), step('2026-04-01', 'A', 'Y')]);
});
