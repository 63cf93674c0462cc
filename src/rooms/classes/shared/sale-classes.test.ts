import { expect, test } from 'vitest';
import { day } from '#platform/shared/days.ts';
import { classSales } from './sale-classes.ts';

test('sale classes by day and direction (domain 03 section 7)', () => {
  const lines = [
    { on: day('2024-01-10'), directionId: 1 },
    { on: day('2024-01-10'), directionId: 2 },
    { on: day('2024-02-01'), directionId: 3 },
    { on: day('2024-02-01'), directionId: 3 },
    { on: day('2024-02-01'), directionId: 1 },
    { on: day('2024-03-01'), directionId: 3 },
    { on: day('2024-03-01') },
  ];
  expect(classSales(lines).map((one) => `${one.saleClass} ${one.stage}`)).toEqual([
    'first 2',
    'first 2',
    'newDirection 4',
    'newDirection 4',
    'repeat 3',
    'repeat 5',
    'repeat 3',
  ]);
  expect(classSales([{ on: day('2024-01-10') }])).toEqual([{ saleClass: 'first', stage: 2 }]);
});
