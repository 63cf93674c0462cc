// bench/open-loop: 1,000,000 customers, arrivals at a rate that does not wait for answers (40 % lists, 35 % cards, 10 % searches, 15 % writes), latency from the intended
// start. `--customers N` (1000000), `--rate N` (300), `--seconds N` (20), `--rounds N` (3; the median counts).

import { installation } from '../scripts/checks/lib/serving.ts';
import { seedCustomers } from './lib/base.ts';
import { openLoop, percentile } from './lib/load.ts';
import type { LoadResult, Shot, Target } from './lib/load.ts';
import { keep } from './lib/results.ts';

const numberOf = (name: string, otherwise: number): number => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
};
const customers = numberOf('customers', 1_000_000);
const rate = numberOf('rate', 300);
const seconds = numberOf('seconds', 20);
const rounds = numberOf('rounds', 3);
const whole = (to: number): number => 1 + Math.floor(Math.random() * to);
const lists = ['', '&category=regular', '&abc=A', '&category=lost&abc=C', '&sort=name'];
const words = ['ромашка', 'техно', 'полярис', 'гранит', 'кедр'];
let made = 0;

function shot(): Shot {
  const draw = Math.random();
  if (draw < 0.4)
    return {
      kind: 'list',
      method: 'GET',
      path: `/api/customers?limit=50${lists[whole(lists.length) - 1] ?? ''}`,
    };
  if (draw < 0.75) return { kind: 'card', method: 'GET', path: `/api/customers/cus_${whole(customers)}` };
  if (draw < 0.85)
    return {
      kind: 'search',
      method: 'GET',
      path: `/api/customers?limit=50&q=${encodeURIComponent(`${words[whole(words.length) - 1] ?? ''} ${whole(999)}`)}`,
    };
  return {
    kind: 'write',
    method: 'POST',
    path: '/api/customers',
    body: JSON.stringify({ name: `Поток ${process.pid}-${(made += 1)}`, createAnyway: true }),
  };
}

const serving = await installation();
await serving.start();
const results: LoadResult[] = [];
try {
  await seedCustomers(serving.connection, customers);
  const target: Target = {
    port: serving.port,
    headers: { authorization: `Bearer ${serving.token}`, 'x-klientela': '1' },
  };
  await openLoop(target, shot, rate / 3, 3);
  for (let round = 0; round < rounds; round++) results.push(await openLoop(target, shot, rate, seconds));
} finally {
  await serving.close();
}
const kinds = ['list', 'card', 'search', 'write'];
const failed = results.reduce((sum, result) => sum + result.failed, 0);
keep(
  'Open loop',
  `${customers.toLocaleString('en')} customers, ${rate} requests a second, ${rounds} rounds of ${seconds} s, median of the rounds`,
  [
    ...kinds.map((kind) => ({
      what: kind,
      value: `p50 ${medianOf(kind, 0.5)} ms, p99 ${medianOf(kind, 0.99)} ms`,
      against: `p99 ${kind === 'write' ? 200 : 100} ms wanted`,
    })),
    { what: 'requests that failed', value: String(failed), against: '0 wanted' },
  ],
);

function medianOf(kind: string, share: number): string {
  const values = results
    .map((result) => percentile(result.latencies.get(kind) ?? [], share))
    .sort((left, right) => left - right);
  return (values[Math.floor(values.length / 2)] ?? 0).toFixed(1);
}
