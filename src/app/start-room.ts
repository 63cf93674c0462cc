// The roof's own small room: what an empty company can begin with.

import { may, scopeOf } from '#platform/server/access/actor.ts';
import type { Ctx } from '#platform/server/ctx.ts';
import { one, sql } from '#platform/server/db/db.ts';
import { enqueueJob } from '#platform/server/jobs/jobs.ts';
import type { Room } from '#platform/server/room.ts';
import { route } from '#platform/server/room.ts';
import { jobIds } from '#platform/shared/contracts/common.ts';
import { startDemo, startState } from '#platform/shared/contracts/start.ts';
import { defineRefusals } from '#platform/shared/refusals.ts';
import { refuse as refuseImport } from '#rooms/imports/server/index.ts';
import { loadDemo } from './demo/load.ts';

const demoJob = 'start.load_demo';
const refuse = defineRefusals('start', { not_empty: 409 });

export const startRoom: Room = {
  name: 'start',
  routes: [
    route(startState, async (ctx) => {
      const job = await findDemoJob(ctx);
      return {
        isEmpty: await isEmpty(ctx),
        may: { demo: mayLoadDemo(ctx), imports: may(ctx.actor, 'imports', 'write') },
        ...(job === undefined ? {} : { job: jobIds.write(job) }),
      };
    }),
    route(startDemo, async (ctx) => {
      if (!mayLoadDemo(ctx)) throw refuseImport('not_allowed', { kind: 'demo' });
      if (!(await isEmpty(ctx))) throw refuse('not_empty');
      return { job: jobIds.write(await enqueueJob(ctx, demoJob, {}, { dedupKey: 'demo' })) };
    }),
  ],
  jobs: {
    [demoJob]: async (job) => {
      const counts = await loadDemo(job);
      return Object.fromEntries(Object.entries(counts).map(([kind, { imported }]) => [kind, imported]));
    },
  },
};

/** The demo brings people and customers for everybody, so it asks for both rights in full. */
function mayLoadDemo(ctx: Ctx): boolean {
  return (
    may(ctx.actor, 'imports', 'write') &&
    scopeOf(ctx.actor, 'customers', 'write') === 'all' &&
    scopeOf(ctx.actor, 'people', 'write') === 'all'
  );
}

async function isEmpty(ctx: Ctx): Promise<boolean> {
  return (await one(ctx.db, sql`select 1 from customers.pub_customer limit 1`)) === undefined;
}

/** Only while it waits or runs: a demo job that ended is no news. */
async function findDemoJob(ctx: Ctx): Promise<number | undefined> {
  const found = await one(
    ctx.db,
    sql<{ id: number }>`
      select id from platform.job
       where name = ${demoJob} and state in ('waiting', 'running') and person_id is not distinct from ${ctx.actor.personId ?? null}
       order by id desc limit 1`,
  );
  return found?.id;
}
