// bench/mix: 1,000,000 customers under an open loop of list, search, card and write, the generator on the same cores; latencies count from the intended start.
// `--customers N` (1000000), `--rate N` requests a second (300), `--seconds N` (60).

import { parseArgs } from 'node:util';
import { installation } from '../scripts/checks/lib/serving.ts';
import { seedCustomers } from './lib/base.ts';
import { openLoop, percentile } from './lib/load.ts';
import type { LoadResult, Shot } from './lib/load.ts';
import { keep } from './lib/results.ts';
import type { Figure } from './lib/results.ts';

const { values } = parseArgs({
  options: {
    customers: { type: 'string', default: '1000000' },
    rate: { type: 'string', default: '300' },
    seconds: { type: 'string', default: '60' },
  },
});
const customers = Number(values.customers);
const rate = Number(values.rate);
const seconds = Number(values.seconds);
const words = ['ромашка', 'волга те', 'техно', 'северны', 'полярис оп', 'вектор', 'гранит сн', 'кедр'];
const wantedMs: Readonly<Record<string, number>> = { list: 100, search: 100, card: 100, write: 200 };
let made = 0;

const serving = await installation();
try {
  await serving.start();
  await seedCustomers(serving.connection, customers);
  const target = {
    port: serving.port,
    headers: { authorization: `Bearer ${serving.token}`, 'x-klientela': '1' },
  };
  await openLoop(target, shot, rate, Math.min(10, seconds));
  const result = await openLoop(target, shot, rate, seconds);
  keep(
    'Mixed load',
    `${customers.toLocaleString('en')} customers, ${(customers * 2).toLocaleString('en')} contact persons, open loop of ${rate} requests a second for ${seconds} s`,
    figuresOf(result),
  );
} finally {
  await serving.close();
}

/** Four of ten open a card, three a list, two search, one writes. */
function shot(): Shot {
  const chance = Math.random();
  if (chance < 0.4) return { kind: 'card', method: 'GET', path: `/api/customers/cus_${upTo(customers)}` };
  if (chance < 0.7) return { kind: 'list', method: 'GET', path: '/api/customers?limit=50&sort=-turnover' };
  if (chance < 0.9)
    return {
      kind: 'search',
      method: 'GET',
      path: `/api/customers?limit=50&sort=-turnover&q=${encodeURIComponent(`${words[upTo(words.length) - 1] ?? ''} ${upTo(9)}`.slice(0, 12))}`,
    };
  made += 1;
  return {
    kind: 'write',
    method: 'POST',
    path: '/api/customers',
    body: JSON.stringify({
      name: `Новый клиент ${process.pid}-${made}`,
      phone: `+7902${String(upTo(9_999_999)).padStart(7, '0')}`,
      createAnyway: true,
    }),
  };
}

function figuresOf(result: LoadResult): Figure[] {
  const latencies = Object.entries(wantedMs).map(([kind, wanted]) => {
    const found = result.latencies.get(kind) ?? [];
    const [half, most] = [percentile(found, 0.5), percentile(found, 0.99)];
    return {
      what: `${kind}, p99`,
      value: `${most.toFixed(0)} ms`,
      against: `wanted ${wanted} ms; median ${half.toFixed(0)} ms of ${found.length} requests`,
    };
  });
  return [
    ...latencies,
    { what: 'errors', value: `${result.failed} of ${result.sent}`, against: 'wanted none' },
  ];
}

function upTo(most: number): number {
  return 1 + Math.floor(Math.random() * most);
}
