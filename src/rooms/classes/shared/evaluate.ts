// The whole computation in plain words over facts in memory: the oracle of the parity tests and of the examples in the documents.

import { addMonths, type Day } from '#platform/shared/days.ts';
import { rankAbc } from './abc.ts';
import type { Definitions } from './definitions.ts';
import { categoryOn, transitionsUpTo, type Category, type Transition } from './life-cycle.ts';
import { classifyXyz, measuredPeriods, periodOf } from './xyz.ts';

export interface PlainSettlement {
  readonly customerId: number;
  readonly on: Day;
  readonly kind: 'document' | 'payment' | 'shipment' | 'return' | 'internal';
  /** Number of the document: under `either` a payment and a shipment with one number in one year are one. */
  readonly number: string;
  readonly amountMinor: bigint;
  /** Millionths. */
  readonly quantity: bigint;
}

export interface PlainClass {
  readonly customerId: number;
  readonly category: Category;
  readonly since?: Day;
  readonly isRanked: boolean;
  readonly value: bigint;
  readonly before?: bigint;
  readonly abc?: string;
  readonly xyz?: string;
  readonly xyzReason?: string;
  readonly cv?: number;
  readonly preliminary: boolean;
}

/** Classes of every customer with a settlement by the as-of date, by customer id. */
export function evaluateClasses(
  settlements: readonly PlainSettlement[],
  definitions: Definitions,
  asOf: Day,
): PlainClass[] {
  const counted = countedSettlements(settlements, definitions, asOf);
  const months = definitions.abc.windowMonths;
  const start = months === null ? undefined : addMonths(asOf, -months);
  const customers = [...Map.groupBy(counted, (one) => one.customerId)].flatMap(([customerId, facts]) => {
    const trades = facts.filter(isTrade);
    const life = categoryOn(trades, asOf, definitions.lifeCycle.windowMonths);
    const value = facts
      .filter((one) => start === undefined || one.on > start)
      .reduce((sum, one) => sum + signed(one), 0n);
    const isRanked = life.lastOn !== undefined && (start === undefined || life.lastOn > start);
    return life.category === 'potential' ? [] : [{ customerId, facts, life, value, isRanked }];
  });
  const ranking = rankAbc(
    customers.filter((one) => one.isRanked).map((one) => ({ id: one.customerId, value: one.value })),
    definitions.abc,
  );
  const ranked = new Map(ranking.results.map((one) => [one.id, one]));
  return customers
    .map(({ customerId, facts, life, value, isRanked }): PlainClass => {
      const { category, since } = life;
      const { abc, before } = ranked.get(customerId) ?? {};
      return {
        customerId,
        category,
        since,
        isRanked,
        value,
        before,
        abc,
        ...xyzOf(facts, life, isRanked, definitions, asOf),
      };
    })
    .sort((left, right) => left.customerId - right.customerId);
}

/** All changes of category up to a day, by customer id, in their order. */
export function evaluateTransitions(
  settlements: readonly PlainSettlement[],
  definitions: Definitions,
  until: Day,
): ({ customerId: number } & Transition)[] {
  const trades = countedSettlements(settlements, definitions, until).filter(isTrade);
  return [...Map.groupBy(trades, (one) => one.customerId)]
    .sort(([left], [right]) => left - right)
    .flatMap(([customerId, days]) =>
      transitionsUpTo(days, until, definitions.lifeCycle.windowMonths).map((one) => ({ customerId, ...one })),
    );
}

function countedSettlements(
  settlements: readonly PlainSettlement[],
  definitions: Definitions,
  until: Day,
): PlainSettlement[] {
  const known = settlements.filter((one) => one.on <= until);
  const kinds =
    definitions.settlement === 'either'
      ? ['document', 'payment', 'shipment', 'return']
      : ['document', definitions.settlement, 'return'];
  const counted = known.filter((one) => kinds.includes(one.kind));
  if (definitions.settlement !== 'either') return counted;
  const paired = (one: PlainSettlement) => one.kind === 'payment' || one.kind === 'shipment';
  const documents = Map.groupBy(
    counted.filter(paired),
    (one) => `${one.customerId} ${one.on.slice(0, 4)} ${one.number}`,
  );
  const firsts = [...documents.values()].flatMap((twins) =>
    twins.reduce((first, one) => (one.on < first.on ? one : first)),
  );
  return [...counted.filter((one) => !paired(one)), ...firsts];
}

function isTrade(one: PlainSettlement): boolean {
  return one.kind !== 'return' && one.amountMinor > 0n;
}

function signed(one: PlainSettlement): bigint {
  return one.kind === 'return' && one.amountMinor > 0n ? -one.amountMinor : one.amountMinor;
}

function xyzOf(
  facts: readonly PlainSettlement[],
  life: { readonly category: Category; readonly firstOn?: Day },
  isRanked: boolean,
  definitions: Definitions,
  asOf: Day,
): Pick<PlainClass, 'xyz' | 'xyzReason' | 'cv' | 'preliminary'> {
  if (!isRanked || life.firstOn === undefined) return { preliminary: false };
  const rule = definitions.xyz;
  const values = measuredPeriods(life.firstOn, asOf, rule).map((start) =>
    facts
      .filter((one) => periodOf(one.on, rule.period) === start)
      .reduce((sum, one) => sum + (rule.measure === 'amount' ? signed(one) : signedQuantity(one)), 0n),
  );
  const sum = values.reduce((total, value) => total + value, 0n);
  const squares = values.reduce((total, value) => total + value * value, 0n);
  const { cv, xyz, reason, preliminary } = classifyXyz(values.length, sum, squares, rule);
  if (life.category === 'new') return { cv, xyzReason: 'new_customer', preliminary: false };
  return { cv, xyz, xyzReason: reason, preliminary };
}

function signedQuantity(one: PlainSettlement): bigint {
  return one.kind === 'return' && one.amountMinor > 0n ? -one.quantity : one.quantity;
}
