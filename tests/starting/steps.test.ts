// A step of `npm test` that read or ran nothing is a failure, whatever its tool says of itself.

import { describe, expect, it } from 'vitest';
import { outcomeOf } from '../../scripts/testing/step.ts';

const finished = (code: number) => ({ code, out: 'words', errors: '' });

describe('a step', () => {
  it('passes with what it counted', () => {
    expect(outcomeOf(finished(0), { passed: 3, failed: 0 })).toEqual({ passed: 3, failed: 0 });
  });

  it('that counted nothing has failed, though its tool is content', () => {
    expect(outcomeOf(finished(0), { passed: 0, failed: 0 })).toMatchObject({ passed: 0, failed: 1 });
    expect(outcomeOf(finished(0), { passed: Number.NaN, failed: 0 }).failed).toBe(1);
  });

  it('whose tool ended badly without naming a failure has failed', () => {
    expect(outcomeOf(finished(2), { passed: 3, failed: 0 })).toMatchObject({ passed: 3, failed: 1 });
  });

  it('shows what failed', () => {
    expect(outcomeOf(finished(1), { passed: 3, failed: 2 })).toEqual({
      passed: 3,
      failed: 2,
      output: 'words',
    });
  });
});
