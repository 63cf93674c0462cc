// The working calendar as data: the days that differ from the ordinary week.

import type { Day } from '../../shared/days.ts';
import { day, makeDay } from '../../shared/days.ts';
import { workingDaysBetween } from '../../shared/working-days.ts';
import { recordChange } from '../audit/audit.ts';
import type { Ctx } from '../ctx.ts';
import type { Db } from '../db/db.ts';
import { one, rows, run, sql } from '../db/db.ts';
import { refuse } from '../errors.ts';

export interface CalendarDay {
  readonly day: Day;
  readonly working: boolean;
  readonly note: string | null;
}

export function listDifferentDays(db: Db, from: Day, until: Day): Promise<CalendarDay[]> {
  return rows(
    db,
    sql<CalendarDay>`select day, working, note from platform.calendar_day where day between ${from} and ${until} order by day`,
  );
}

/** Working days between two days of the company's calendar, both included. */
export async function countWorkingDays(ctx: Ctx, from: Day, until: Day): Promise<number> {
  if (until < from) throw refuse('days_reversed');
  const different = await listDifferentDays(ctx.db, from, until);
  return workingDaysBetween(from, until, new Map(different.map((row) => [row.day, row.working])));
}

export async function listYear(
  ctx: Ctx,
  year: number,
): Promise<{ rows: CalendarDay[]; workingDays: number }> {
  const [from, until] = [makeDay(year, 1, 1), makeDay(year, 12, 31)];
  return {
    rows: await listDifferentDays(ctx.db, from, until),
    workingDays: await countWorkingDays(ctx, from, until),
  };
}

export async function setCalendarDay(ctx: Ctx, given: CalendarDay): Promise<CalendarDay> {
  const before = await findDay(ctx, given.day);
  await run(
    ctx.db,
    sql`insert into platform.calendar_day (day, working, note) values (${given.day}, ${given.working}, ${given.note})
        on conflict (day) do update set working = excluded.working, note = excluded.note`,
  );
  await recordChange(ctx, {
    entity: 'platform.calendar_day',
    entityId: given.day,
    action: before ? 'change' : 'create',
    ...(before ? { before: { ...before } } : {}),
    after: { ...given },
  });
  return { ...given, day: day(given.day) };
}

export async function removeCalendarDay(ctx: Ctx, of: Day): Promise<void> {
  const before = await findDay(ctx, of);
  if (!before) throw refuse('not_found');
  await run(ctx.db, sql`delete from platform.calendar_day where day = ${of}`);
  await recordChange(ctx, {
    entity: 'platform.calendar_day',
    entityId: of,
    action: 'delete',
    before: { ...before },
  });
}

function findDay(ctx: Ctx, of: Day): Promise<CalendarDay | undefined> {
  return one(
    ctx.db,
    sql<CalendarDay>`select day, working, note from platform.calendar_day where day = ${of} for update`,
  );
}
