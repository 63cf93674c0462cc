// The endpoints of settlements: the money and delivery facts of a customer with their lines (CL-3).

import Type from 'typebox';
import { idField, idParams, personIds } from '#platform/shared/contracts/common.ts';
import { endpoint } from '#platform/shared/endpoint.ts';
import { pageQuery } from '#platform/shared/paging.ts';
import { settlementIds } from './ids.ts';

const access = { resource: 'amounts', action: 'read' } as const;
export const settlementKinds = ['document', 'payment', 'shipment', 'return', 'internal'] as const;

const settlement = Type.Object({
  id: Type.String({ pattern: settlementIds.pattern }),
  number: Type.String(),
  day: Type.String(),
  kind: Type.Enum([...settlementKinds]),
  employee: Type.Optional(
    Type.Object({ id: Type.String({ pattern: personIds.pattern }), name: Type.String() }),
  ),
  currency: Type.String(),
  /** For a head of a direction: of his directions' lines only. */
  amount: Type.String(),
  lines: Type.Integer(),
});

export const listSettlements = endpoint({
  method: 'GET',
  path: '/api/customers/:id/settlements',
  access,
  summary:
    'Settlements of a customer, newest first, within the amounts that the caller reads; the first page brings the totals',
  params: idParams,
  query: Type.Object(pageQuery),
  reply: Type.Object({
    rows: Type.Array(settlement),
    nextCursor: Type.Optional(Type.String()),
    totals: Type.Optional(Type.Object({ settlements: Type.Integer(), amount: Type.String() })),
  }),
  refusals: ['customers.not_found'],
});

export const getSettlement = endpoint({
  method: 'GET',
  path: '/api/customers/:id/settlements/:settlementId',
  access,
  summary: 'One settlement with its lines',
  params: Type.Object({ id: idField, settlementId: idField }),
  reply: Type.Object({
    ...settlement.properties,
    source: Type.String(),
    items: Type.Array(
      Type.Object({
        lineNo: Type.Integer(),
        product: Type.Optional(Type.Object({ code: Type.String(), name: Type.String() })),
        direction: Type.Optional(Type.String()),
        quantity: Type.Optional(Type.String()),
        price: Type.Optional(Type.String()),
        discount: Type.Optional(Type.String()),
        amount: Type.String(),
      }),
    ),
  }),
  refusals: ['customers.not_found', 'sales.settlement_not_found'],
});
