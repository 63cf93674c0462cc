// The endpoints of the catalogue: directions and products, the mission of the company as a list (PORT-1).

import Type from 'typebox';
import { idParams, personIds } from '#platform/shared/contracts/common.ts';
import { endpoint } from '#platform/shared/endpoint.ts';
import { pageQuery } from '#platform/shared/paging.ts';
import { directionIds, productIds } from './ids.ts';

const read = { resource: 'catalog', action: 'read' } as const;
const write = { resource: 'catalog', action: 'write' } as const;
const version = Type.Integer({ minimum: 1 });
const directionId = Type.String({ pattern: directionIds.pattern });
const productId = Type.String({ pattern: productIds.pattern });
const personId = Type.String({ pattern: personIds.pattern });
const code = Type.String({ minLength: 1, maxLength: 64, pattern: '\\S' });
const windowMonths = Type.Union([Type.Integer({ minimum: 1, maximum: 60 }), Type.Null()]);
const listPrice = Type.Union([Type.String({ pattern: '^\\d{1,14}(\\.\\d{1,6})?$' }), Type.Null()]);

export const direction = Type.Object({
  id: directionId,
  code: Type.String(),
  name: Type.String(),
  head: Type.Optional(Type.Object({ id: personId, name: Type.String() })),
  /** Sold by contract: lost when the contract ends without extension (LC-4). */
  byContract: Type.Boolean(),
  /** The direction's own life-cycle window; left out, the company's counts (LC-6). */
  windowMonths: Type.Optional(Type.Integer()),
  products: Type.Integer(),
  archived: Type.Boolean(),
  version,
});

export const listDirections = endpoint({
  method: 'GET',
  path: '/api/catalog/directions',
  access: read,
  summary: 'Product directions with the number of their live products',
  query: Type.Object({ archived: Type.Optional(Type.Boolean({ default: false })) }),
  reply: Type.Object({ directions: Type.Array(direction), withoutDirection: Type.Integer() }),
});

const savedDirection = Type.Object({ id: directionId, version });
const directionName = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' });
const headId = Type.Optional(Type.Union([personId, Type.Null()]));

export const createDirection = endpoint({
  method: 'POST',
  path: '/api/catalog/directions',
  access: write,
  summary: 'Adds a direction',
  status: 201,
  body: Type.Object({
    name: directionName,
    code: Type.Optional(code),
    headId,
    byContract: Type.Optional(Type.Boolean()),
    windowMonths: Type.Optional(windowMonths),
  }),
  reply: savedDirection,
  refusals: ['catalog.code_taken', 'catalog.name_taken', 'catalog.head_unknown'],
});

export const changeDirection = endpoint({
  method: 'PATCH',
  path: '/api/catalog/directions/:id',
  access: write,
  summary: 'Changes a direction; fields left out stay',
  params: idParams,
  body: Type.Object({
    version,
    name: Type.Optional(directionName),
    headId,
    byContract: Type.Optional(Type.Boolean()),
    windowMonths: Type.Optional(windowMonths),
    archived: Type.Optional(Type.Boolean()),
  }),
  reply: savedDirection,
  refusals: [
    'catalog.not_found',
    'catalog.changed_meanwhile',
    'catalog.name_taken',
    'catalog.direction_in_use',
  ],
});

export const product = Type.Object({
  id: productId,
  code: Type.String(),
  name: Type.String(),
  direction: Type.Optional(Type.Object({ id: directionId, name: Type.String() })),
  /** Sold once and not expected again. */
  oneOff: Type.Boolean(),
  unit: Type.Optional(Type.String()),
  listPrice: Type.Optional(Type.String()),
  archived: Type.Boolean(),
  version,
});

export const listProducts = endpoint({
  method: 'GET',
  path: '/api/catalog/products',
  access: read,
  summary: 'Products by name, page by page; the first page brings the total',
  query: Type.Object({
    q: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    direction: Type.Optional(Type.String({ pattern: `^(none|${directionIds.pattern.slice(1, -1)})$` })),
    archived: Type.Optional(Type.Boolean({ default: false })),
    ...pageQuery,
  }),
  reply: Type.Object({
    rows: Type.Array(product),
    nextCursor: Type.Optional(Type.String()),
    total: Type.Optional(Type.Integer()),
  }),
});

const savedProduct = Type.Object({ id: productId, version });
const productName = Type.String({ minLength: 1, maxLength: 400, pattern: '\\S' });
const writableProduct = {
  directionId: Type.Optional(Type.Union([directionId, Type.Null()])),
  oneOff: Type.Optional(Type.Boolean()),
  unit: Type.Optional(Type.Union([Type.String({ maxLength: 40 }), Type.Null()])),
  listPrice: Type.Optional(listPrice),
};

export const createProduct = endpoint({
  method: 'POST',
  path: '/api/catalog/products',
  access: write,
  summary: 'Adds a product',
  status: 201,
  body: Type.Object({ name: productName, code: Type.Optional(code), ...writableProduct }),
  reply: savedProduct,
  refusals: ['catalog.code_taken', 'catalog.direction_unknown'],
});

export const changeProduct = endpoint({
  method: 'PATCH',
  path: '/api/catalog/products/:id',
  access: write,
  summary: 'Changes a product; fields left out stay',
  params: idParams,
  body: Type.Object({
    version,
    name: Type.Optional(productName),
    archived: Type.Optional(Type.Boolean()),
    ...writableProduct,
  }),
  reply: savedProduct,
  refusals: ['catalog.not_found', 'catalog.changed_meanwhile', 'catalog.direction_unknown'],
});
