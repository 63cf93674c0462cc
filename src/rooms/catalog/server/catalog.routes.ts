// Contract -> use case: one line of body each.

import { route } from '#platform/server/room.ts';
import type { Route } from '#platform/server/room.ts';
import * as contract from '../shared/contract.ts';
import { directionIds, productIds } from '../shared/ids.ts';
import { changeDirection, createDirection, listDirections } from './directions.ts';
import { changeProduct, createProduct, listProducts } from './products.ts';

export const catalogRoutes: readonly Route[] = [
  route(contract.listDirections, (ctx, { query }) => listDirections(ctx, query.archived ?? false)),
  route(contract.createDirection, (ctx, { body }) => createDirection(ctx, body)),
  route(contract.changeDirection, (ctx, { params, body }) =>
    changeDirection(ctx, directionIds.read(params.id), body),
  ),
  route(contract.listProducts, (ctx, { query }) => listProducts(ctx, query)),
  route(contract.createProduct, (ctx, { body }) => createProduct(ctx, body)),
  route(contract.changeProduct, (ctx, { params, body }) =>
    changeProduct(ctx, productIds.read(params.id), body),
  ),
];
