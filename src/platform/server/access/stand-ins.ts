// Standing in for another from day to day: his own records are reached as one's own (domain page 10).

import type { Day } from '../../shared/days.ts';
import { recordChange } from '../audit/audit.ts';
import type { Ctx } from '../ctx.ts';
import { run, sql } from '../db/db.ts';
import { refuse } from '../errors.ts';
import { findPerson } from './people.queries.ts';
import { reachOf } from './people.ts';

export interface StandIn {
  readonly personId: number;
  readonly forPersonId: number;
  readonly from: Day;
  readonly until: Day;
}

export async function addStandIn(ctx: Ctx, standIn: StandIn): Promise<void> {
  if (standIn.until < standIn.from) throw refuse('days_reversed');
  await refuseUnreached(ctx, standIn);
  await run(
    ctx.db,
    sql`insert into platform.stand_in (person_id, for_person_id, from_on, until_on)
        values (${standIn.personId}, ${standIn.forPersonId}, ${standIn.from}, ${standIn.until})
        on conflict (person_id, for_person_id, from_on) do update set until_on = excluded.until_on`,
  );
  await recordChange(ctx, {
    entity: 'platform.person',
    entityId: standIn.personId,
    action: 'add_stand_in',
    after: { forPersonId: standIn.forPersonId, from: standIn.from, until: standIn.until },
  });
}

export async function removeStandIn(ctx: Ctx, standIn: Omit<StandIn, 'until'>): Promise<void> {
  await refuseUnreached(ctx, standIn);
  const removed = await run(
    ctx.db,
    sql`delete from platform.stand_in
         where person_id = ${standIn.personId} and for_person_id = ${standIn.forPersonId} and from_on = ${standIn.from}`,
  );
  if (removed === 0) throw refuse('not_found');
  await recordChange(ctx, {
    entity: 'platform.person',
    entityId: standIn.personId,
    action: 'remove_stand_in',
    before: { forPersonId: standIn.forPersonId, from: standIn.from },
  });
}

async function refuseUnreached(
  ctx: Ctx,
  standIn: { readonly personId: number; readonly forPersonId: number },
): Promise<void> {
  if (standIn.personId === standIn.forPersonId) throw refuse('not_found');
  const reach = reachOf(ctx, 'approve');
  const both = await Promise.all(
    [standIn.personId, standIn.forPersonId].map((id) => findPerson(ctx.db, reach, id)),
  );
  if (both.some((person) => !person || person.status === 'deactivated')) throw refuse('not_found');
}
