import { expect, test } from 'vitest';
import { secondsLeft } from './progress.ts';

test('time left follows the speed since watching began, not the work done before', () => {
  const job = { id: 'job_1', state: 'running' as const, done: 600, total: 1000 };
  expect(secondsLeft(job, 500, 2000)).toBe(8);
  expect(secondsLeft(job, 600, 5000)).toBeUndefined();
  expect(secondsLeft(job, 500, 500)).toBeUndefined();
  expect(secondsLeft({ ...job, total: null }, 500, 2000)).toBeUndefined();
});
