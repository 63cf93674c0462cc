import { describe, expect, it } from 'vitest';
import { addressOfBlocker, isActive, readBlocker } from './run-state.ts';

describe('the state of an import', () => {
  it('reads what stands on it', () => {
    const blocker = readBlocker('customer cus_42 changed_later Лакомка, сеть кафе');
    expect(blocker).toEqual({
      entity: 'customer',
      id: 'cus_42',
      why: 'changed_later',
      name: 'Лакомка, сеть кафе',
    });
    expect(addressOfBlocker(blocker)).toBe('/customers/cus_42');
    expect(addressOfBlocker(readBlocker('settlement set_1 changed_later 7'))).toBeUndefined();
  });

  it('is active until it ended', () => {
    expect((['waiting', 'reading', 'publishing'] as const).every((state) => isActive({ state }))).toBe(true);
    expect(
      (['published', 'failed', 'cancelled', 'undone'] as const).some((state) => isActive({ state })),
    ).toBe(false);
  });
});
