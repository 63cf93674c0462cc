// First steps of an empty company: the demo company, or one's own sales.

import Type from 'typebox';
import { endpoint } from '../endpoint.ts';

export const startState = endpoint({
  method: 'GET',
  path: '/api/start/state',
  access: 'signedIn',
  summary: 'Whether the company is still empty, and what may be done about it',
  reply: Type.Object({
    isEmpty: Type.Boolean(),
    may: Type.Object({ demo: Type.Boolean(), imports: Type.Boolean() }),
    /** The job that is bringing the demo company in. */
    job: Type.Optional(Type.String()),
  }),
});

export const startDemo = endpoint({
  method: 'POST',
  path: '/api/start/demo',
  access: { resource: 'imports', action: 'write' },
  status: 202,
  summary: 'Fills the empty company with the demo company in the background',
  reply: Type.Object({ job: Type.String() }),
  refusals: ['start.not_empty', 'imports.not_allowed'],
});
