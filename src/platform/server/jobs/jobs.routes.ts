// Contract to use case: jobs as people see them.

import { jobIds } from '../../shared/contracts/common.ts';
import * as contract from '../../shared/contracts/settings.ts';
import { idOf } from '../ids.ts';
import type { Route } from '../room.ts';
import { route, routeApart } from '../room.ts';
import { cancelJobOf, getJob, presentJob, watchJob } from './watch.ts';

export const jobRoutes: readonly Route[] = [
  route(contract.getJob, async (ctx, { params }) =>
    presentJob(await getJob(ctx, idOf(jobIds, params.id), 'read')),
  ),
  routeApart(contract.watchJob, (apart, { params }, raw) => watchJob(apart, idOf(jobIds, params.id), raw)),
  route(contract.cancelJob, async (ctx, { params }) => {
    await cancelJobOf(ctx, idOf(jobIds, params.id));
    return {};
  }),
];
