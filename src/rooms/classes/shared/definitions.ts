// What the words mean in this company: windows, borders, what a settlement is (LC-6, CLS-1..4, AMB-1..7). A version is never edited.

import Type, { type Static } from 'typebox';

const percent = Type.Number({ exclusiveMinimum: 0, maximum: 1000, multipleOf: 0.01 });
const months = (maximum: number) => Type.Integer({ minimum: 1, maximum });

/** Everything a class or category depends on. Borders are percentages with at most two digits after the point. */
export const definitionsSchema = Type.Object(
  {
    settlement: Type.Union([Type.Literal('payment'), Type.Literal('shipment'), Type.Literal('either')]),
    lifeCycle: Type.Object(
      {
        windowMonths: months(60),
        /** Windows of single directions by direction id; the others take `windowMonths`. */
        directionWindowMonths: Type.Record(Type.String({ pattern: '^dir_[1-9][0-9]{0,9}$' }), months(60)),
      },
      { additionalProperties: false },
    ),
    abc: Type.Object(
      {
        base: Type.Literal('turnover'),
        windowMonths: Type.Union([months(240), Type.Null()]),
        borderA: percent,
        borderB: percent,
      },
      { additionalProperties: false },
    ),
    xyz: Type.Object(
      {
        period: Type.Union([Type.Literal('month'), Type.Literal('quarter')]),
        measure: Type.Union([Type.Literal('amount'), Type.Literal('quantity')]),
        /** Full periods looked back; null takes the whole history. */
        periods: Type.Union([Type.Integer({ minimum: 2, maximum: 240 }), Type.Null()]),
        minPeriods: Type.Integer({ minimum: 2, maximum: 60 }),
        preliminaryBelow: Type.Integer({ minimum: 2, maximum: 60 }),
        borderX: percent,
        borderY: percent,
        deviation: Type.Union([Type.Literal('population'), Type.Literal('sample')]),
      },
      { additionalProperties: false },
    ),
    keyCustomer: Type.Object(
      { minProducts: Type.Integer({ minimum: 1, maximum: 100 }) },
      { additionalProperties: false },
    ),
    usageMonths: months(120),
    potential: Type.Union([Type.Literal('flow'), Type.Literal('stock')]),
  },
  { additionalProperties: false },
);
export type Definitions = Static<typeof definitionsSchema>;

/** The definitions of a new company: the letter of domain page 03. */
export const defaultDefinitions: Definitions = {
  settlement: 'payment',
  lifeCycle: { windowMonths: 3, directionWindowMonths: {} },
  abc: { base: 'turnover', windowMonths: 12, borderA: 50, borderB: 79 },
  xyz: {
    period: 'month',
    measure: 'amount',
    periods: 12,
    minPeriods: 3,
    preliminaryBelow: 6,
    borderX: 10,
    borderY: 25,
    deviation: 'population',
  },
  keyCustomer: { minProducts: 3 },
  usageMonths: 12,
  potential: 'flow',
};

export interface DefinitionProblem {
  readonly path: string;
  readonly problem: 'borders_out_of_order' | 'preliminary_below_minimum' | 'not_below_hundred';
}

/** Rules between fields that the schema cannot tell: 0 < a < b < 100, 0 < x < y. Empty means good. */
export function findProblems(definitions: Definitions): DefinitionProblem[] {
  const { abc, xyz } = definitions;
  const problems: DefinitionProblem[] = [];
  if (abc.borderA >= abc.borderB) problems.push({ path: 'abc.borderB', problem: 'borders_out_of_order' });
  if (abc.borderB >= 100) problems.push({ path: 'abc.borderB', problem: 'not_below_hundred' });
  if (xyz.borderX >= xyz.borderY) problems.push({ path: 'xyz.borderY', problem: 'borders_out_of_order' });
  if (xyz.preliminaryBelow < xyz.minPeriods)
    problems.push({ path: 'xyz.preliminaryBelow', problem: 'preliminary_below_minimum' });
  return problems;
}

/** The same definitions over another window: `months` for ABC and as many months of periods for XYZ, null for the whole history. */
export function withWindow(definitions: Definitions, windowMonths: number | null): Definitions {
  const perPeriod = definitions.xyz.period === 'quarter' ? 3 : 1;
  const periods = windowMonths === null ? null : Math.max(2, Math.floor(windowMonths / perPeriod));
  return {
    ...definitions,
    abc: { ...definitions.abc, windowMonths },
    xyz: {
      ...definitions.xyz,
      periods: windowMonths === definitions.abc.windowMonths ? definitions.xyz.periods : periods,
    },
  };
}

/** A percentage as an integer of hundredths, so that comparisons stay exact: 50 -> 5000. */
export function hundredths(percentage: number): number {
  return Math.round(percentage * 100);
}
