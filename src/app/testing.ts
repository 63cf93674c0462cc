// Room tests: a world on the PostgreSQL that the set-up of the test run started.

import { inject } from 'vitest';
import type { TestWorld, TestWorldOptions } from './world.ts';
import { createWorld } from './world.ts';

export type { TestWorld };

/** A database of its own for a test file, with the whole program on it. Call `close` in afterAll. */
export function createTestWorld(options: TestWorldOptions = {}): Promise<TestWorld> {
  return createWorld({ owner: inject('owner'), application: inject('application') }, options);
}
