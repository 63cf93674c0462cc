import { expect, test } from 'vitest';
import { addressToCall, operationsOf } from './api-document.ts';

const document = JSON.stringify({
  paths: {
    '/api/customers/{id}': {
      patch: {
        summary: 'Changes',
        'x-access': { resource: 'customers', action: 'write' },
        parameters: [
          { name: 'id', in: 'path', required: true },
          { name: 'dry', in: 'query', required: false },
        ],
        requestBody: {
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['version', 'kind'],
                properties: {
                  version: { type: 'integer' },
                  kind: { enum: ['person'] },
                  name: { type: 'string' },
                },
              },
            },
          },
        },
      },
    },
    '/api/a': { get: { 'x-access': 'public' } },
  },
});

test('operations come in the order of their paths, with an example of what the body must have', () => {
  const [first, second] = operationsOf(document);
  expect(first).toMatchObject({ key: 'GET /api/a', access: 'public', example: undefined });
  expect(second).toMatchObject({ key: 'PATCH /api/customers/{id}', access: 'customers: write' });
  expect(JSON.parse(second?.example ?? '')).toEqual({ version: 0, kind: 'person' });
});

test('what was typed goes into the address, encoded; empty fields stay out', () => {
  const operation = operationsOf(document)[1];
  if (!operation) throw new Error('no operation');
  expect(addressToCall(operation, { id: 'cus_1/..', dry: '' })).toBe('/api/customers/cus_1%2F..');
  expect(addressToCall(operation, { id: 'cus_1', dry: 'да' })).toBe('/api/customers/cus_1?dry=%D0%B4%D0%B0');
});
