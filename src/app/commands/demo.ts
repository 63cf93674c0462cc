// `klientela demo`: a company that is already at work, for looking around. A second start serves what is there.

import { createLink } from '#platform/server/access/links.ts';
import { addPerson } from '#platform/server/access/people.ts';
import { listRoles } from '#platform/server/access/roles.ts';
import { installDefaultRoles } from '#platform/server/access/set-up.ts';
import type { Ctx } from '#platform/server/ctx.ts';
import { one, sql } from '#platform/server/db/db.ts';
import type { Db } from '#platform/server/db/db.ts';
import { insertCompany } from '#platform/server/settings/company.ts';
import type { Driver } from '#rooms/imports/server/index.ts';
import { loadDemo } from '../demo/load.ts';
import type { Program } from '../program.ts';
import type { Running } from '../server.ts';
import { note, progressLine } from './command.ts';
import type { Command } from './command.ts';
import { readCall, serveUntilStopped } from './serve.ts';

const folder = 'demo-data';
const email = 'demo@klientela.example';
const patienceMs = 120_000;

export const command: Command = {
  usage: 'demo [--data FOLDER] [--port N] [--host ADDRESS]',
  details: [
    `makes the company «Волга-Софт и События» with three years of sales in FOLDER ("${folder}" unless told) and serves it`,
    'prints a link that makes you its administrator; started again, it serves what is there',
  ],
  run: (args) => {
    const call = readCall(args);
    return serveUntilStopped({ ...call, overrides: { dataFolder: folder, ...call.overrides } }, prepareDemo);
  },
};

/** Fills an empty installation, then says where to look. */
async function prepareDemo({ address, program }: Running): Promise<void> {
  const driver = driverOf(program);
  const isNew = await driver.step(makeCompany);
  if (isNew) {
    note('Loading the demo company');
    const counts = await loadDemo(driver);
    note(
      `${counts['customers']?.customers ?? 0} customers, ${counts['settlements']?.settlements ?? 0} settlements; computing classes`,
    );
    await waitForQuiet(program);
  }
  const path = await driver.step(offerLink);
  if (path) note(`Look around as the administrator ${email}: ${address}${path} (good once, for 7 days)`);
  note(`Klientela is ready at ${address}`);
}

function driverOf(program: Program): Driver {
  const asker = { personId: undefined, requestId: 'demo' };
  const show = progressLine('loading');
  return {
    step: (work) => program.database.transaction(async (db) => work(await program.makeCtx(db, asker))),
    read: (work) => program.database.read(async (db) => work(await program.makeCtx(db, asker))),
    progress: (done, total) => show(done, total ?? 0),
  };
}

/** Answers false where there is a company already: nothing of it is touched. */
async function makeCompany(ctx: Ctx): Promise<boolean> {
  if (await one(ctx.db, sql`select 1 from platform.company`)) return false;
  await insertCompany(ctx, {
    name: 'Волга-Софт и События',
    currency: 'RUB',
    timeZone: 'Europe/Moscow',
    language: 'ru',
  });
  await installDefaultRoles(ctx.db);
  const administrator = (await listRoles(ctx)).find((role) => role.key === 'administrator');
  if (!administrator) throw new Error('the role of administrators is missing');
  await addPerson(ctx, { name: 'Мария Директорова', email, language: 'ru', roleIds: [administrator.id] });
  return true;
}

/** The demo's administrator gets a link until a password is set; in another company there is nobody of that address. */
async function offerLink(ctx: Ctx): Promise<string | undefined> {
  const person = await one(
    ctx.db,
    sql<{ id: number }>`
      select id from platform.person where lower(email) = ${email} and password_hash is null and status <> 'deactivated'`,
  );
  return person ? (await createLink(ctx, person.id, 'invitation')).path : undefined;
}

/** Until listeners and the classes' jobs that are due are done. */
async function waitForQuiet(program: Program): Promise<void> {
  const until = performance.now() + patienceMs;
  while (performance.now() < until && (await program.database.read(isBusy))) {
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

async function isBusy(db: Db): Promise<boolean> {
  const found = await one(
    db,
    sql`select 1 from platform.job where state in ('waiting', 'running') and run_at <= now()
         union all select 1 from platform.outbox_event where dispatched_at is null limit 1`,
  );
  return found !== undefined;
}
