// The endpoints of the __room__ room.

import Type from 'typebox';
import { idParams, versionField } from '#platform/shared/contracts/common.ts';
import { endpoint } from '#platform/shared/endpoint.ts';
import { pageQuery } from '#platform/shared/paging.ts';
import { __noun__Ids } from './ids.ts';

const read = { resource: 'settings', action: 'read' } as const;
const write = { resource: 'settings', action: 'write' } as const;
const id = Type.String({ pattern: __noun__Ids.pattern });
const name = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' });
const saved = Type.Object({ id, version: versionField });

export const list__Noun__s = endpoint({
  method: 'GET',
  path: '/api/__room__',
  access: read,
  summary: 'Records by name, page by page',
  query: Type.Object(pageQuery),
  reply: Type.Object({
    rows: Type.Array(Type.Object({ id, name: Type.String(), version: versionField })),
    nextCursor: Type.Optional(Type.String()),
  }),
});

export const create__Noun__ = endpoint({
  method: 'POST',
  path: '/api/__room__',
  access: write,
  summary: 'Adds a record',
  status: 201,
  body: Type.Object({ name }),
  reply: saved,
});

export const change__Noun__ = endpoint({
  method: 'PATCH',
  path: '/api/__room__/:id',
  access: write,
  summary: 'Changes a record',
  params: idParams,
  body: Type.Object({ version: versionField, name }),
  reply: saved,
  refusals: ['__room__.not_found', '__room__.changed_meanwhile'],
});
