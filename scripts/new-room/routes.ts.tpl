// Contract -> use case: one line of body each.

import { route } from '#platform/server/room.ts';
import type { Route } from '#platform/server/room.ts';
import * as contract from '../shared/contract.ts';
import { __noun__Ids } from '../shared/ids.ts';
import { change__Noun__, create__Noun__, list__Noun__s } from './__nouns__.ts';

export const __room__Routes: readonly Route[] = [
  route(contract.list__Noun__s, (ctx, { query }) => list__Noun__s(ctx, query)),
  route(contract.create__Noun__, (ctx, { body }) => create__Noun__(ctx, body)),
  route(contract.change__Noun__, (ctx, { params, body }) => change__Noun__(ctx, __noun__Ids.read(params.id), body)),
];
