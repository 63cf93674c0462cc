// Contract -> use case: the endpoints of the analytical screens.

import { route, type Route } from '#platform/server/room.ts';
import * as life from '../shared/life-cycle-contract.ts';
import * as table from '../shared/table-contract.ts';
import { exportClassed, listBorderMoves, listClassed, listFlowCustomers } from './class-lists.ts';
import { listClassMonths } from './class-months.ts';
import { findClassState, findClassTable } from './class-table.ts';
import { listLeaving } from './leaving.ts';
import { findLifeCycle } from './life-structure.ts';
import { exportMoved, listMoved } from './moved.ts';

export const screenRoutes: readonly Route[] = [
  route(table.getClassState, (ctx) => findClassState(ctx)),
  route(table.getClassTable, (ctx, { query }) => findClassTable(ctx, query)),
  route(table.listClassedCustomers, (ctx, { query }) => listClassed(ctx, query)),
  route(table.exportClassedCustomers, (ctx, { query }, raw) => exportClassed(ctx, query, raw)),
  route(table.listBorderMoves, (ctx, { query }) => listBorderMoves(ctx, query)),
  route(table.listFlowCustomers, (ctx, { query }) => listFlowCustomers(ctx, query)),
  route(table.listClassMonths, (ctx) => listClassMonths(ctx)),
  route(life.getLifeCycle, (ctx, { query }) => findLifeCycle(ctx, query)),
  route(life.listMoved, (ctx, { query }) => listMoved(ctx, query)),
  route(life.exportMoved, (ctx, { query }, raw) => exportMoved(ctx, query, raw)),
  route(life.listLeaving, (ctx, { query }) => listLeaving(ctx, query)),
];
