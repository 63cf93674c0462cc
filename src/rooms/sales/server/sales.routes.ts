// Contract -> use case: one line of body each.

import { route } from '#platform/server/room.ts';
import type { Route } from '#platform/server/room.ts';
import { customerIds } from '#rooms/customers/shared/ids.ts';
import * as contract from '../shared/contract.ts';
import { settlementIds } from '../shared/ids.ts';
import { getSettlement, listSettlements } from './settlements.ts';

export const salesRoutes: readonly Route[] = [
  route(contract.listSettlements, (ctx, { params, query }) =>
    listSettlements(ctx, customerIds.read(params.id), query),
  ),
  route(contract.getSettlement, (ctx, { params }) =>
    getSettlement(ctx, customerIds.read(params.id), settlementIds.read(params.settlementId)),
  ),
];
