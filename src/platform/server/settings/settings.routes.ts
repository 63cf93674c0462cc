// Contract to use case: company, calendar, saved views.

import { viewIds } from '../../shared/contracts/common.ts';
import * as contract from '../../shared/contracts/settings.ts';
import { realDay } from '../access/people.routes.ts';
import { requireOwnSession } from '../access/me.routes.ts';
import { idOf } from '../ids.ts';
import type { Route } from '../room.ts';
import { route } from '../room.ts';
import { countWorkingDays, listYear, removeCalendarDay, setCalendarDay } from './calendar.ts';
import type { CompanyRow } from './company.ts';
import { changeCompany, getCompany } from './company.ts';
import type { ViewRow } from './views.ts';
import { addView, changeView, listViews, removeView } from './views.ts';

export const settingsRoutes: readonly Route[] = [
  route(contract.getCompany, async (ctx) => presentCompany(await getCompany(ctx))),
  route(contract.changeCompany, async (ctx, { body }) => presentCompany(await changeCompany(ctx, body))),
  route(contract.listCalendar, (ctx, { query }) => listYear(ctx, query.year)),
  route(contract.countWorkingDays, async (ctx, { query }) => ({
    workingDays: await countWorkingDays(
      ctx,
      realDay(query.from, 'query.from'),
      realDay(query.until, 'query.until'),
    ),
  })),
  route(contract.setCalendarDay, (ctx, { params, body }) =>
    setCalendarDay(ctx, {
      day: realDay(params.day, 'params.day'),
      working: body.working,
      note: body.note?.trim() || null,
    }),
  ),
  route(contract.removeCalendarDay, async (ctx, { params }) => {
    await removeCalendarDay(ctx, realDay(params.day, 'params.day'));
    return {};
  }),
  route(contract.listViews, async (ctx, { query }) => ({
    rows: (await listViews(ctx, query.place)).map(presentView),
  })),
  route(contract.addView, async (ctx, { body }) => {
    requireOwnSession(ctx);
    const { place, ...fields } = body;
    return presentView(await addView(ctx, place, fields));
  }),
  route(contract.changeView, async (ctx, { params, body }) => {
    requireOwnSession(ctx);
    const { version, ...fields } = body;
    return presentView(await changeView(ctx, idOf(viewIds, params.id), version, fields));
  }),
  route(contract.removeView, async (ctx, { params }) => {
    requireOwnSession(ctx);
    await removeView(ctx, idOf(viewIds, params.id));
    return {};
  }),
];

function presentCompany(row: CompanyRow) {
  return {
    name: row.name,
    currency: row.currency,
    timeZone: row.time_zone,
    language: row.language,
    baseUrl: row.base_url,
    version: row.version,
  };
}

function presentView(row: ViewRow) {
  return { ...row, id: viewIds.write(row.id) };
}
