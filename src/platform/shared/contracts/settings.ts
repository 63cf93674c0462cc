// Company, working calendar, audit, jobs and saved views.

import Type from 'typebox';
import { endpoint } from '../endpoint.ts';
import { pageQuery } from '../paging.ts';
import {
  dayField,
  idField,
  idParams,
  languageField,
  momentField,
  nothing,
  nullable,
  text,
  versionField,
} from './common.ts';

const company = Type.Object({
  name: Type.String(),
  currency: Type.String(),
  timeZone: Type.String(),
  language: languageField,
  baseUrl: nullable(Type.String()),
  version: Type.Integer(),
});

export const getCompany = endpoint({
  method: 'GET',
  path: '/api/company',
  access: { resource: 'settings', action: 'read' },
  summary: 'Settings of the company',
  reply: company,
});

export const changeCompany = endpoint({
  method: 'PATCH',
  path: '/api/company',
  access: { resource: 'settings', action: 'write' },
  summary: 'Changes the settings of the company; the currency is chosen once',
  body: Type.Object({
    version: versionField,
    name: Type.Optional(text(200)),
    timeZone: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
    language: Type.Optional(languageField),
    baseUrl: Type.Optional(nullable(Type.String({ maxLength: 200, pattern: '^https?://[^\\s/?#]+$' }))),
  }),
  reply: company,
  refusals: ['platform.changed_meanwhile', 'platform.unknown_time_zone'],
});

const calendarDay = Type.Object({ day: dayField, working: Type.Boolean(), note: nullable(Type.String()) });

export const listCalendar = endpoint({
  method: 'GET',
  path: '/api/calendar',
  access: 'signedIn',
  summary: 'Days of a year that differ from the ordinary week, and its working days in all',
  query: Type.Object({ year: Type.Integer({ minimum: 1970, maximum: 2200 }) }),
  reply: Type.Object({ rows: Type.Array(calendarDay), workingDays: Type.Integer() }),
});

export const countWorkingDays = endpoint({
  method: 'GET',
  path: '/api/calendar/working-days',
  access: 'signedIn',
  summary: 'Working days from one day to another, both included',
  query: Type.Object({ from: dayField, until: dayField }),
  reply: Type.Object({ workingDays: Type.Integer() }),
  refusals: ['platform.days_reversed'],
});

export const setCalendarDay = endpoint({
  method: 'PUT',
  path: '/api/calendar/:day',
  access: { resource: 'settings', action: 'write' },
  summary: 'Makes a day differ from the ordinary week',
  params: Type.Object({ day: dayField }),
  body: Type.Object({
    working: Type.Boolean(),
    note: Type.Optional(nullable(Type.String({ maxLength: 200 }))),
  }),
  reply: calendarDay,
});

export const removeCalendarDay = endpoint({
  method: 'DELETE',
  path: '/api/calendar/:day',
  access: { resource: 'settings', action: 'write' },
  summary: 'Lets a day be as its weekday is',
  params: Type.Object({ day: dayField }),
  reply: nothing,
});

const auditRow = Type.Object({
  id: Type.String(),
  at: momentField,
  person: nullable(Type.Object({ id: idField, name: Type.String() })),
  actorKind: Type.String(),
  entity: Type.String(),
  entityId: Type.String(),
  action: Type.String(),
  before: Type.Unknown(),
  after: Type.Unknown(),
  counts: Type.Unknown(),
  requestId: Type.String(),
});

export const listAudit = endpoint({
  method: 'GET',
  path: '/api/audit',
  access: { resource: 'audit', action: 'read' },
  summary: 'Changes, the newest first',
  query: Type.Object({
    ...pageQuery,
    entity: Type.Optional(Type.String({ maxLength: 80 })),
    entityId: Type.Optional(Type.String({ maxLength: 40 })),
    person: Type.Optional(idField),
    action: Type.Optional(Type.String({ maxLength: 60 })),
    from: Type.Optional(dayField),
    until: Type.Optional(dayField),
  }),
  reply: Type.Object({
    rows: Type.Array(auditRow),
    entities: Type.Array(Type.String()),
    nextCursor: nullable(Type.String()),
  }),
});

export const verifyAudit = endpoint({
  method: 'GET',
  path: '/api/audit/verification',
  access: { resource: 'audit', action: 'read' },
  summary: 'Recomputes the chain of seals over the audit',
  reply: Type.Object({
    intact: Type.Boolean(),
    seals: Type.Integer(),
    sealed: Type.Integer(),
    unsealed: Type.Integer(),
    brokenSeal: nullable(Type.String()),
    lastHash: nullable(Type.String()),
  }),
});

export const listReads = endpoint({
  method: 'GET',
  path: '/api/audit/reads',
  access: { resource: 'audit', action: 'read' },
  summary: 'Who was shown whose personal data, the newest first',
  query: Type.Object({
    ...pageQuery,
    entity: Type.Optional(Type.String({ maxLength: 80 })),
    record: Type.Optional(Type.Integer({ minimum: 1, maximum: 2_147_483_647 })),
    person: Type.Optional(idField),
  }),
  reply: Type.Object({
    rows: Type.Array(
      Type.Object({
        id: Type.String(),
        at: momentField,
        person: nullable(Type.Object({ id: idField, name: Type.String() })),
        route: Type.String(),
        entity: Type.String(),
        records: Type.Integer(),
      }),
    ),
    nextCursor: nullable(Type.String()),
  }),
});

export const jobReply = Type.Object({
  id: idField,
  name: Type.String(),
  state: Type.Union([
    Type.Literal('waiting'),
    Type.Literal('running'),
    Type.Literal('done'),
    Type.Literal('failed'),
    Type.Literal('cancelled'),
  ]),
  done: Type.Integer(),
  total: nullable(Type.Integer()),
  /** Text key of what the job is at. */
  stage: nullable(Type.String()),
  /** Code of the refusal that ended it. */
  error: nullable(Type.String()),
  errorData: Type.Optional(Type.Unknown()),
  result: Type.Optional(Type.Unknown()),
});

export const getJob = endpoint({
  method: 'GET',
  path: '/api/jobs/:id',
  access: 'signedIn',
  summary: 'How far a job is: one\u2019s own, or any for those who read the settings',
  params: idParams,
  reply: jobReply,
});

export const watchJob = endpoint({
  method: 'GET',
  path: '/api/jobs/:id/events',
  access: 'signedIn',
  summary: 'The same as it goes on, as server-sent events until the job ends',
  params: idParams,
  reply: jobReply,
  stream: 'text/event-stream',
});

export const cancelJob = endpoint({
  method: 'POST',
  path: '/api/jobs/:id/cancel',
  access: 'signedIn',
  summary: 'Asks a job to stop: one\u2019s own, or any for those who change the settings',
  params: idParams,
  reply: nothing,
  refusals: ['platform.job_over'],
});

const view = Type.Object({
  id: idField,
  place: Type.String(),
  name: Type.String(),
  shared: Type.Boolean(),
  /** Whether the actor may change it. */
  own: Type.Boolean(),
  state: Type.Unknown(),
  position: Type.Integer(),
  version: Type.Integer(),
});
const viewState = Type.Record(
  Type.String({ maxLength: 60 }),
  Type.Union([
    Type.String({ maxLength: 2000 }),
    Type.Number(),
    Type.Boolean(),
    Type.Array(Type.String({ maxLength: 200 }), { maxItems: 100 }),
  ]),
  { maxProperties: 60 },
);

export const listViews = endpoint({
  method: 'GET',
  path: '/api/views',
  access: 'signedIn',
  summary: 'Own and shared views of a list',
  query: Type.Object({ place: text(60) }),
  reply: Type.Object({ rows: Type.Array(view) }),
});

export const addView = endpoint({
  method: 'POST',
  path: '/api/views',
  access: 'signedIn',
  summary: 'Keeps filters, sort and columns of a list under a name',
  status: 201,
  body: Type.Object({
    place: text(60),
    name: text(100),
    shared: Type.Optional(Type.Boolean()),
    state: viewState,
  }),
  reply: view,
});

export const changeView = endpoint({
  method: 'PATCH',
  path: '/api/views/:id',
  access: 'signedIn',
  summary: 'Changes an own view',
  params: idParams,
  body: Type.Object({
    version: versionField,
    name: Type.Optional(text(100)),
    shared: Type.Optional(Type.Boolean()),
    state: Type.Optional(viewState),
    position: Type.Optional(Type.Integer({ minimum: 0, maximum: 10_000 })),
  }),
  reply: view,
  refusals: ['platform.changed_meanwhile'],
});

export const removeView = endpoint({
  method: 'DELETE',
  path: '/api/views/:id',
  access: 'signedIn',
  summary: 'Removes an own view',
  params: idParams,
  reply: nothing,
});
