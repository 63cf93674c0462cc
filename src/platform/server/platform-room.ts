// What the ground floor itself brings, in the shape of a room: access, settings, audit, jobs, and its own housekeeping.

import { credentialsKey, createCredentials } from './access/authenticate.ts';
import { meRoutes } from './access/me.routes.ts';
import { warmPasswords } from './access/passwords.ts';
import { peopleRoutes } from './access/people.routes.ts';
import { roleRoutes } from './access/roles.routes.ts';
import { sessionRoutes } from './access/session.routes.ts';
import { refreshDefaultRoles } from './access/set-up.ts';
import { auditRoutes } from './audit/audit.routes.ts';
import { sealAudit } from './audit/sealing.ts';
import { configKey } from './config-key.ts';
import { startHousekeeping, sweep } from './housekeeping.ts';
import { authenticatorKey } from './http/authenticator.ts';
import { jobRoutes } from './jobs/jobs.routes.ts';
import type { Room } from './room.ts';
import { settingsRoutes } from './settings/settings.routes.ts';

export const platformRoom: Room = {
  name: 'platform',
  routes: [
    ...sessionRoutes,
    ...meRoutes,
    ...peopleRoutes,
    ...roleRoutes,
    ...settingsRoutes,
    ...auditRoutes,
    ...jobRoutes,
  ],
  jobs: { 'platform.seal_audit': sealAudit, 'platform.sweep': sweep },
  start: async ({ config, database, services, log, makeCtx }) => {
    const credentials = createCredentials({ database, services, makeCtx });
    services.set(configKey, config);
    services.set(credentialsKey, credentials);
    services.set(authenticatorKey, credentials.authenticate);
    await database.transaction(refreshDefaultRoles);
    if (config.roles.includes('web')) await warmPasswords();
    if (!config.roles.includes('worker')) return;
    const stop = startHousekeeping({ database, makeCtx, log });
    services.onClose(async () => stop());
  },
};
