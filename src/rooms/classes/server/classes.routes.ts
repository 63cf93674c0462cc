// Contract -> use case.

import { route, type Route } from '#platform/server/room.ts';
import { minorToDecimal } from '#platform/shared/money.ts';
import { mirrorService } from '#rooms/facts/server/index.ts';
import type { Ctx } from '#platform/server/ctx.ts';
import * as contract from '../shared/contract.ts';
import { changeDefinitions } from './definitions.ts';
import { findDistribution } from './distribution.ts';
import { explainCustomer, findVisible } from './explain.ts';
import { findFlows, previewChange, tryBorders } from './flows.ts';
import { findHistoryVersion, listClassHistory, listTransitions } from './history.queries.ts';
import { describeDefinitions } from './proposal.ts';
import { refuse } from './errors.ts';
import { seesAmounts } from './visible.ts';

export const routes: readonly Route[] = [
  route(contract.getDefinitions, (ctx) => describeDefinitions(ctx)),
  route(contract.changeDefinitionsEndpoint, (ctx, { body }) =>
    changeDefinitions(ctx, body.version, body.definitions),
  ),
  route(contract.previewDefinitions, (ctx, { body }) => previewChange(ctx, body.definitions, body.asOf)),
  route(contract.getFlows, (ctx, { query }) => findFlows(ctx, query.from, query.to)),
  route(contract.getBorders, (ctx, { query: { asOf, ...borders } }) => tryBorders(ctx, borders, asOf)),
  route(contract.getDistribution, (ctx, { query }) => findDistribution(ctx, query.asOf, query)),
  route(contract.explainCustomer, (ctx, { params, query }) =>
    explainCustomer(ctx, idOf(params.id), query.asOf),
  ),
  route(contract.getCustomerHistory, (ctx, { params }) => readHistory(ctx, idOf(params.id))),
];

/** The stored history of a visible customer, under the newest version that has been told whole. */
async function readHistory(ctx: Ctx, customerId: number) {
  const mirror = ctx.services.get(mirrorService);
  await mirror.refresh();
  const responsibleId = await mirror.read((reader) => findVisible(ctx, reader, customerId));
  const version = await findHistoryVersion(ctx.db);
  if (version === undefined) return { version: null, classes: [], transitions: [] };
  const amounts = seesAmounts(ctx.actor, responsibleId);
  const classes = await listClassHistory(ctx.db, customerId, version);
  const transitions = await listTransitions(ctx.db, customerId, version);
  return {
    version,
    classes: classes.map((row) => ({
      asOf: row.as_of,
      abc: row.abc,
      xyz: row.xyz,
      value: amounts ? minorToDecimal(row.value_minor, ctx.company.currency) : null,
    })),
    transitions: transitions.map((row) => ({ on: row.day, from: row.from_category, to: row.to_category })),
  };
}

function idOf(text: string): number {
  const id = Number(text.slice('cus_'.length));
  if (id > 2_147_483_647) throw refuse('customer_not_found');
  return id;
}
