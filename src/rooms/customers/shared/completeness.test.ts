import { describe, expect, test } from 'vitest';
import { completenessOf } from './completeness.ts';

const empty = {
  kind: 'organisation',
  hasResponsible: false,
  hasContactPerson: false,
  parameters: {},
} as const;

describe('completeness of a customer (CL-5)', () => {
  test('an organisation of which nothing is known lacks everything, per block', () => {
    const [personal, commercial] = completenessOf(empty, [{ key: 'industry', block: 'commercial' }]);
    expect(personal).toEqual({
      block: 'personal',
      needed: 4,
      known: 0,
      missing: ['phoneOrEmail', 'taxNumber', 'city', 'contactPerson'],
    });
    expect(commercial).toEqual({
      block: 'commercial',
      needed: 3,
      known: 0,
      missing: ['responsible', 'source', 'parameter.industry'],
    });
  });
  test('a person needs no tax number and no contact person, an e-mail is enough to reach him', () => {
    const [personal] = completenessOf({ ...empty, kind: 'person', email: 'a@b.test', city: 'Казань' }, []);
    expect(personal).toEqual({ block: 'personal', needed: 2, known: 2, missing: [] });
  });
  test('a required parameter counts in its own block, also when it says no', () => {
    const [personal] = completenessOf({ ...empty, parameters: { vip: false } }, [
      { key: 'vip', block: 'personal' },
    ]);
    expect(personal?.missing).not.toContain('parameter.vip');
  });
});
