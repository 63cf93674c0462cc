// The question of a screen: a date, another window, another XYZ period, over the definitions in force; and pages of its rows.

import type { Ctx } from '#platform/server/ctx.ts';
import type { Day } from '#platform/shared/days.ts';
import { mirrorService, type MirrorReader } from '#rooms/facts/server/index.ts';
import { askedDefinitions, type AskedOver } from '../shared/asked.ts';
import type { Definitions } from '../shared/definitions.ts';
import { loadDefinitions } from './definitions.ts';
import { readAsOf } from './flows.ts';

export interface ScreenQuery extends AskedOver {
  readonly asOf?: string;
}

export interface ScreenQuestion {
  readonly reader: MirrorReader;
  readonly version: number;
  readonly definitions: Definitions;
  readonly asOf: Day;
}

/** Answers a question inside one session of the mirror, freshened to the latest commit. */
export async function withQuestion<T>(
  ctx: Ctx,
  query: ScreenQuery,
  answer: (question: ScreenQuestion) => Promise<T>,
): Promise<T> {
  const { version, definitions } = await loadDefinitions(ctx.db);
  const asked = askedDefinitions(definitions, query);
  const mirror = ctx.services.get(mirrorService);
  await mirror.refresh();
  return mirror.read(async (reader) =>
    answer({
      reader,
      version,
      definitions: asked,
      asOf: await readAsOf(ctx, reader, definitions, query.asOf),
    }),
  );
}

export interface PageQuery {
  readonly limit?: number;
  readonly cursor?: string;
}

/** A page stands at a number of rows: every page is reckoned anew over the whole base, so a keyset would save nothing. */
export function pageOf({ limit = 100, cursor }: PageQuery): {
  readonly limit: number;
  readonly offset: number;
} {
  const offset = cursor !== undefined && /^\d{1,8}$/.test(cursor) ? Number(cursor) : 0;
  return { limit, offset };
}

/** Cuts a page that was read with one row more than its limit. */
export function cutPage<Row>(
  rows: readonly Row[],
  { limit, offset }: { readonly limit: number; readonly offset: number },
): { rows: Row[]; nextCursor: string | null } {
  return { rows: rows.slice(0, limit), nextCursor: rows.length > limit ? String(offset + limit) : null };
}
