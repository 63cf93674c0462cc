import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, addMonths, day, dayOfNumber, type Day } from '#platform/shared/days.ts';
import {
  categories,
  categoryOn,
  proposeWindowMonths,
  transitionsUpTo,
  type Category,
  type SettlementDay,
} from './life-cycle.ts';

const example = [
  '2024-01-15',
  '2024-03-10',
  '2024-05-20',
  '2024-11-05',
  '2024-12-20',
  '2025-03-20',
  '2025-06-21',
].map((text) => ({ on: day(text) }));

describe('life-cycle category (LC-1..5, domain 03 section 3)', () => {
  test.each([
    ['2024-01-14', 'potential'],
    ['2024-01-15', 'new'],
    ['2024-04-15', 'new'],
    ['2024-04-16', 'regular'],
    ['2024-08-20', 'regular'],
    ['2024-08-21', 'lost'],
    ['2024-11-04', 'lost'],
    ['2024-11-05', 'recovered'],
    ['2025-02-05', 'recovered'],
    ['2025-02-06', 'regular'],
    ['2025-06-20', 'regular'],
    ['2025-06-21', 'recovered'],
    ['2025-09-21', 'recovered'],
    ['2025-09-22', 'lost'],
  ] as const)('the worked example is on %s %s', (on, category) => {
    expect(categoryOn(example, day(on), 3).category).toBe(category);
  });

  test('the worked example writes these transitions, two of them on 2025-06-21', () => {
    expect(
      transitionsUpTo(example, day('2025-12-31'), 3).map((one) => `${one.on} ${one.from} ${one.to}`),
    ).toEqual([
      '2024-01-15 potential new',
      '2024-04-16 new regular',
      '2024-08-21 regular lost',
      '2024-11-05 lost recovered',
      '2025-02-06 recovered regular',
      '2025-06-21 regular lost',
      '2025-06-21 lost recovered',
      '2025-09-22 recovered lost',
    ]);
  });

  test('a fully refunded only payment makes the customer potential again from the refund on', () => {
    const refunded = [{ on: day('2024-01-10'), voidedOn: day('2024-02-01') }];
    expect(categoryOn(refunded, day('2024-01-31'), 3).category).toBe('new');
    expect(categoryOn(refunded, day('2024-02-01'), 3).category).toBe('potential');
    expect(transitionsUpTo(refunded, day('2024-12-31'), 3).map((one) => `${one.on} ${one.to}`)).toEqual([
      '2024-01-10 new',
      '2024-02-01 potential',
    ]);
  });

  test('the proposed window is the mean interval in months, rounded up, at least one (LC-6)', () => {
    expect(proposeWindowMonths([[day('2024-01-01'), day('2024-01-31'), day('2024-03-31')]])).toBe(2);
    expect(proposeWindowMonths([[day('2024-01-01'), day('2024-01-02')]])).toBe(1);
    expect(proposeWindowMonths([[day('2024-01-01')], []])).toBeUndefined();
  });
});

const history = fc
  .array(
    fc.record({
      offset: fc.integer({ min: 0, max: 900 }),
      voided: fc.option(fc.integer({ min: 0, max: 400 }), { freq: 6 }),
    }),
    { maxLength: 14 },
  )
  .map((rows): SettlementDay[] =>
    rows.map(({ offset, voided }) => {
      const on = dayOfNumber(19_000 + offset);
      return voided === null ? { on } : { on, voidedOn: addDays(on, voided) };
    }),
  );
const window = fc.integer({ min: 1, max: 7 });

/** The decision table once more, word by word, over a day-by-day walk: the independent oracle. */
function byTheTable(settlements: readonly SettlementDay[], on: Day, months: number): Category[] {
  const days = [
    ...new Set(
      settlements.filter((one) => one.on <= on && !(one.voidedOn && one.voidedOn <= on)).map((one) => one.on),
    ),
  ].sort();
  const breaks = days.filter((s, index) => index > 0 && s > addMonths(days[index - 1] ?? s, months));
  const [first, last, start] = [days[0], days.at(-1), breaks.at(-1) ?? days[0]];
  if (!first || !last || !start) return ['potential'];
  if (on > addMonths(last, months)) return ['lost'];
  const held: Category[] = [];
  if (breaks.length > 0 && on <= addMonths(start, months)) held.push('recovered');
  if (on <= addMonths(first, months)) held.push('new');
  return held.length > 0 ? held : ['regular'];
}

describe('life-cycle properties', () => {
  test('exactly one category holds on every day, and the transitions lead to it', () => {
    fc.assert(
      fc.property(history, window, fc.integer({ min: 0, max: 1500 }), (settlements, months, offset) => {
        const asOf = dayOfNumber(18_950 + offset);
        const { category, since } = categoryOn(settlements, asOf, months);
        expect(byTheTable(settlements, asOf, months)).toEqual([category]);
        const transitions = transitionsUpTo(settlements, asOf, months);
        expect(transitions.at(-1)?.to ?? 'potential').toBe(category);
        transitions.forEach((one, index) => {
          expect(one.from).toBe(transitions[index - 1]?.to ?? 'potential');
          expect(one.on >= (transitions[index - 1]?.on ?? one.on)).toBe(true);
        });
        if (settlements.every((one) => one.voidedOn === undefined))
          expect(since).toBe(transitions.at(-1)?.on);
      }),
      { numRuns: 400 },
    );
  });

  test('active at the end = active at the start + new + recovered - lost, over any base and period', () => {
    const plain = history.map((rows) => rows.map(({ on }) => ({ on })));
    fc.assert(
      fc.property(
        fc.array(plain, { maxLength: 12 }),
        window,
        fc.nat(900),
        fc.nat(600),
        (base, months, start, length) => {
          const [from, to] = [dayOfNumber(19_000 + start), dayOfNumber(19_000 + start + length)];
          const active = (on: Day) =>
            base.filter((one) => !['potential', 'lost'].includes(categoryOn(one, on, months).category))
              .length;
          const inside = base
            .flatMap((one) => transitionsUpTo(one, to, months))
            .filter((one) => one.on > from);
          const count = (to: Category) => inside.filter((one) => one.to === to).length;
          expect(active(to)).toBe(active(from) + count('new') + count('recovered') - count('lost'));
          expect(categories).toHaveLength(5);
        },
      ),
    );
  });
});
