// The demo company's three years: customers with a rhythm, some of whom come late, leave and come back. Seeded, so always the same.

import { addDays, addMonths, compareDays, firstOfMonth, weekday } from '#platform/shared/days.ts';
import type { Day } from '#platform/shared/days.ts';
import { demoCities, demoEmployees, demoForms, demoProducts, demoSegments } from './catalog.ts';
import type { DemoProduct, DemoSegment } from './catalog.ts';
import { chance } from './random.ts';
import type { Chance } from './random.ts';

export interface DemoCustomer {
  readonly code: string;
  readonly name: string;
  readonly taxNumber: string;
  readonly city: string;
  readonly phone: string;
  readonly email: string;
  readonly industry: string;
  readonly employees: number;
  readonly segment: string;
  readonly managerCode: string;
  readonly firstContactOn: Day;
}

export interface DemoLine {
  readonly number: string;
  readonly on: Day;
  readonly customerCode: string;
  readonly productCode: string;
  readonly quantity: number;
  readonly price: number;
  readonly employeeCode: string;
}

export interface DemoHistory {
  readonly customers: readonly DemoCustomer[];
  readonly lines: readonly DemoLine[];
}

/** A history that ends the day before `until`. 240 customers make some 9,000 lines. */
export function makeHistory(until: Day, customers = 240, seed = 2009): DemoHistory {
  const luck = chance(seed);
  const span: Span = { luck, start: addMonths(firstOfMonth(until), -36), until };
  const made: DemoCustomer[] = [];
  const lines: DemoLine[] = [];
  let number = 1000;
  for (const segment of demoSegments) {
    const count = Math.max(2, Math.round((customers * segment.share) / 100));
    for (let index = 0; index < count; index++) {
      const customer = makeCustomer(span, segment, index, made.length);
      made.push(customer);
      for (const sale of salesOf(span, customer, segment)) lines.push({ ...sale, number: '' });
    }
  }
  lines.sort(
    (left, right) => compareDays(left.on, right.on) || left.customerCode.localeCompare(right.customerCode),
  );
  let previous = '';
  const numbered = lines.map((line) => {
    const document = `${line.on} ${line.customerCode}`;
    if (document !== previous) number += 1;
    previous = document;
    return { ...line, number: `РН-${number}` };
  });
  return { customers: made, lines: numbered };
}

/** What everything is made within: the source of chance and the days between. */
interface Span {
  readonly luck: Chance;
  readonly start: Day;
  readonly until: Day;
}

function makeCustomer(
  { luck, start, until }: Span,
  segment: DemoSegment,
  index: number,
  before: number,
): DemoCustomer {
  const base = segment.names[index % segment.names.length] ?? segment.name;
  const city = luck.pick(demoCities);
  const series = Math.floor(index / segment.names.length);
  const name = `${series === 0 ? base : `${base} ${city === 'Казань' ? '' : city}`.trim()}${series > 1 ? `-${series}` : ''}, ${luck.pick(demoForms)}`;
  const isOld = luck.happens(0.6);
  const lastContact = addDays(until, -20);
  const contact = isOld ? addDays(start, -luck.whole(0, 400)) : addDays(start, luck.whole(0, 1100));
  return {
    code: `К-${String(before + 1).padStart(4, '0')}`,
    name,
    taxNumber: `16${String(luck.whole(10_000_000, 99_999_999))}`,
    city,
    phone: `+7 9${luck.whole(10, 99)} ${luck.whole(100, 999)}-${luck.whole(10, 99)}-${luck.whole(10, 99)}`,
    email: `office${before + 1}@client.example`,
    industry: segment.industry,
    employees: luck.whole(segment.employees[0], segment.employees[1]),
    segment: segment.name,
    managerCode: luck.pick(demoEmployees).code,
    firstContactOn: compareDays(contact, lastContact) > 0 ? lastContact : contact,
  };
}

type Sale = Omit<DemoLine, 'number'>;

/** How a customer buys: the same every month, with waves, or by projects. */
interface Temper {
  readonly products: readonly DemoProduct[];
  /** Monthly orders in units of the customer's size. */
  readonly volume: number;
  /** Relative noise of a monthly order. */
  readonly noise: number;
  /** Days after the first of the month on which monthly orders come. */
  readonly habit: number;
}

/** One in twelve is still only a contact; of the rest three in ten leave, and some of them come back. */
function salesOf(span: Span, customer: DemoCustomer, segment: DemoSegment): Sale[] {
  const { luck, start, until } = span;
  if (luck.happens(0.08)) return [];
  const from = later(customer.firstContactOn, start);
  const leaves = luck.happens(0.3) ? addDays(from, luck.whole(120, 900)) : until;
  const returns = luck.happens(0.4) ? addDays(leaves, luck.whole(120, 320)) : until;
  const temper = temperOf(luck, segment);
  const size = Math.max(0.3, Math.exp(luck.normal(0, 0.5))) * Math.sqrt(customer.employees / 120);
  return temper.products
    .flatMap((product) => productSales({ ...span, start: from }, customer, product, { size, temper }))
    .filter(
      (sale) =>
        compareDays(sale.on, until) < 0 &&
        (compareDays(sale.on, leaves) < 0 || compareDays(sale.on, returns) >= 0),
    );
}

function temperOf(luck: Chance, segment: DemoSegment): Temper {
  const known = demoProducts.filter((product) => segment.products.includes(product.code));
  const monthly = demoProducts.filter(
    (product) => product.rhythm === 'month' && (known.includes(product) || luck.happens(0.5)),
  );
  const habit = luck.whole(0, 20);
  const draw = luck.next();
  if (draw < 0.22) return { products: monthly, volume: luck.whole(4, 10), noise: 0.04, habit };
  if (draw < 0.42) return { products: monthly, volume: luck.whole(3, 8), noise: 0.16, habit };
  return { products: known.filter(() => luck.happens(0.55)), volume: 1, noise: 0, habit };
}

const monthsBetween: Readonly<Record<DemoProduct['rhythm'], number>> = {
  month: 1,
  quarter: 3,
  year: 12,
  project: 7,
};
const seasons = [0.8, 0.75, 0.95, 0.9, 0.95, 0.9, 0.8, 0.85, 1.1, 1.2, 1.3, 1.5];

function productSales(
  { luck, start: from, until }: Span,
  customer: DemoCustomer,
  product: DemoProduct,
  { size, temper }: { readonly size: number; readonly temper: Temper },
): Sale[] {
  const sales: Sale[] = [];
  const step = monthsBetween[product.rhythm];
  const isSteady = product.rhythm === 'month';
  const units = Math.max(1, Math.round(size * temper.volume * (!isSteady && product.price < 20_000 ? 8 : 1)));
  for (
    let month = luck.whole(0, step - 1);
    ;
    month += isSteady ? 1 : Math.max(1, Math.round(luck.normal(step, step / 5)))
  ) {
    const on = workday(
      addDays(addMonths(firstOfMonth(from), month), isSteady ? temper.habit : luck.whole(0, 26)),
    );
    if (compareDays(on, until) >= 0) return sales;
    if (compareDays(on, from) < 0) continue;
    const season = seasons[Number(on.slice(5, 7)) - 1] ?? 1;
    const wave = Math.max(0.3, luck.normal(1, temper.noise));
    const growth = 1 + 0.06 * (Number(on.slice(0, 4)) - Number(until.slice(0, 4)));
    sales.push({
      on,
      customerCode: customer.code,
      productCode: product.code,
      quantity: isSteady ? units : Math.max(1, Math.round(units * Math.max(0.4, luck.normal(season, 0.2)))),
      price: Math.round((product.price * growth * wave) / 10) * 10,
      employeeCode: luck.happens(0.9) ? customer.managerCode : luck.pick(demoEmployees).code,
    });
  }
}

function workday(on: Day): Day {
  const number = weekday(on);
  return number > 5 ? addDays(on, 8 - number) : on;
}

function later(left: Day, right: Day): Day {
  return compareDays(left, right) >= 0 ? left : right;
}
