// What `imports` brings: the slot for kinds of rows, the job that imports, and the endpoints of the wizard.

import type { Room } from '#platform/server/room.ts';
import { employeeImportKind } from './employees-kind.ts';
import { importJob } from './job.ts';
import { registerImportKind } from './kind.ts';
import { importRoutes } from './imports.routes.ts';

export const importsRoom: Room = {
  name: 'imports',
  routes: importRoutes,
  jobs: { 'imports.run_import': importJob },
  start: async ({ services }) => registerImportKind(services, employeeImportKind),
};
