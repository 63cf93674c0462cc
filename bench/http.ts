// bench/http: 100,000 customers with 200,000 contact persons, 16 connections, closed loop, the generator on the same cores: the product against a bare handler, turn by turn.
// `--customers N` (100000), `--seconds N` for each measurement (6), `--rounds N` (3; the median counts).

import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { installation } from '../scripts/checks/lib/serving.ts';
import { seedCustomers } from './lib/base.ts';
import { closedLoop } from './lib/load.ts';
import type { Shot, Target } from './lib/load.ts';
import { keep } from './lib/results.ts';
import type { Figure } from './lib/results.ts';

const numberOf = (name: string, otherwise: number): number => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
};
const customers = numberOf('customers', 100_000);
const seconds = numberOf('seconds', 6);
const rounds = numberOf('rounds', 3);

const whole = (to: number): number => 1 + Math.floor(Math.random() * to);
const words = ['торг', 'строй', 'сервис', 'пром', 'опт', 'маш', 'снаб', 'агро'];
let made = 0;
const body = (): string =>
  JSON.stringify({
    name: `Новый клиент ${process.pid}-${(made += 1)}`,
    phone: `+7902${String(whole(9_999_999)).padStart(7, '0')}`,
    createAnyway: true,
  });

const pairs: readonly {
  readonly name: string;
  readonly aim: number;
  readonly ours: () => Shot;
  readonly bare: () => Shot;
}[] = [
  {
    name: 'list of 50 with total',
    aim: 2000,
    ours: () => get('/api/customers?limit=50&sort=-turnover'),
    bare: () => get('/list'),
  },
  {
    name: 'search by substring',
    aim: 1000,
    ours: () => get(`/api/customers?limit=50&sort=-turnover&q=${term()}`),
    bare: () => get(`/search?q=${term()}`),
  },
  {
    name: 'card with contact persons',
    aim: 2000,
    ours: () => get(`/api/customers/cus_${whole(customers)}`),
    bare: () => get(`/card/${whole(customers)}`),
  },
  {
    name: 'create with duplicate check',
    aim: 800,
    ours: () => ({ kind: 'c', method: 'POST', path: '/api/customers', body: body() }),
    bare: () => ({ kind: 'c', method: 'POST', path: '/create', body: body() }),
  },
];

function get(path: string): Shot {
  return { kind: 'c', method: 'GET', path };
}

/** A piece of names that exist: a word and the beginning of a number, which a plain substring finds too. */
function term(): string {
  return encodeURIComponent(`${words[whole(words.length) - 1] ?? ''} ${whole(999)}`);
}

const serving = await installation();
await serving.start();
await seedCustomers(serving.connection, customers);
const bare = await startBare();
const ours: Target = {
  port: serving.port,
  headers: { authorization: `Bearer ${serving.token}`, 'x-klientela': '1' },
};
const figures: Figure[] = [];
try {
  for (const pair of pairs) {
    const measured: { ours: number; bare: number }[] = [];
    for (let round = 0; round < rounds; round++) {
      await closedLoop(ours, pair.ours, 16, 1);
      const product = await closedLoop(ours, pair.ours, 16, seconds);
      const handler = await closedLoop(bare.target, pair.bare, 16, seconds);
      if (product.failed + handler.failed > 0)
        throw new Error(`${pair.name}: ${product.failed} and ${handler.failed} requests failed`);
      measured.push({ ours: product.perSecond, bare: handler.perSecond });
    }
    const [ourRate, bareRate] = [
      median(measured.map((each) => each.ours)),
      median(measured.map((each) => each.bare)),
    ];
    figures.push({
      what: pair.name,
      value: `${Math.round(ourRate)}/s`,
      against: `bare handler ${Math.round(bareRate)}/s, ratio ${(ourRate / bareRate).toFixed(2)} (wanted 0.50); aim ${pair.aim}/s on a quiet machine`,
    });
  }
} finally {
  bare.child.kill();
  await serving.close();
}
keep(
  'HTTP',
  `${customers.toLocaleString('en')} customers, ${(customers * 2).toLocaleString('en')} contact persons, 16 connections, closed loop, ${rounds} rounds of ${seconds} s`,
  figures,
);

function median(values: readonly number[]): number {
  return [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;
}

function startBare(): Promise<{ child: ChildProcess; target: Target }> {
  const child = fork(join(import.meta.dirname, 'lib/bare.ts'), [JSON.stringify(serving.connection), '0']);
  return new Promise((resolve, reject) => {
    child.on('message', (port: number) => resolve({ child, target: { port, headers: {} } }));
    child.unref();
    child.on('exit', (code) => reject(new Error(`the bare server ended with ${code ?? 'a signal'}`)));
  });
}
