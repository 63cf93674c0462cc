// What `classes` brings: definitions, classes and categories with their history, and the work that keeps them up to date.

import type { Ctx } from '#platform/server/ctx.ts';
import type { Room } from '#platform/server/room.ts';
import { routes } from './classes.routes.ts';
import { askForRecalculation, jobs, startDaily } from './jobs.ts';
import { screenRoutes } from './screens.routes.ts';

interface ImportEvent {
  readonly importId: number;
  readonly kind: string;
  readonly firstDay: string | null;
}

export const classesRoom: Room = {
  name: 'classes',
  routes: [...routes, ...screenRoutes],
  jobs,
  listeners: {
    'imports.import_published': (ctx: Ctx, event: ImportEvent) => recalculateAfter(ctx, event, 'published'),
    'imports.import_undone': (ctx: Ctx, event: ImportEvent) => recalculateAfter(ctx, event, 'undone'),
    'customers.customer_merged': (ctx: Ctx) => recalculateMerged(ctx),
    'customers.merge_undone': (ctx: Ctx) => recalculateMerged(ctx),
  },
  start: async (start) => {
    if (!start.config.roles.includes('worker')) return;
    const stop = startDaily(start);
    start.services.onClose(async () => stop());
  },
};

/** The figures of both customers change at once. Each merge asks for itself: a recalculation that runs already may have read the old state. */
async function recalculateMerged(ctx: Ctx): Promise<void> {
  await askForRecalculation(ctx, { key: `merge_${ctx.requestId}` });
}

async function recalculateAfter(ctx: Ctx, { importId, firstDay }: ImportEvent, what: string): Promise<void> {
  await askForRecalculation(ctx, { key: `${what}_${importId}`, firstDay });
}
