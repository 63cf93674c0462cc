// The OpenAPI document is made from the contracts: what validates requests is what is documented.

import type { FastifyInstance } from 'fastify';
import type { Endpoint } from '../../shared/endpoint.ts';
import type { Room } from '../room.ts';

const problem = {
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['code', 'message', 'data', 'requestId'],
      properties: {
        code: { type: 'string' },
        message: { type: 'string' },
        data: { type: 'object' },
        fields: { type: 'array', items: { type: 'object' } },
        requestId: { type: 'string' },
      },
    },
  },
} as const;

/** GET /api/openapi.json, for anybody signed in. */
export function registerOpenApi(app: FastifyInstance, rooms: readonly Room[]): void {
  const document = openApiOf(
    rooms.flatMap((room) => room.routes.map((route) => ({ room: room.name, endpoint: route.endpoint }))),
  );
  app.get('/api/openapi.json', { config: { access: 'signedIn' } }, async () => document);
}

export function openApiOf(
  endpoints: readonly { readonly room: string; readonly endpoint: Endpoint }[],
): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const { room, endpoint } of endpoints) {
    const path = endpoint.path.replace(/:(\w+)/g, '{$1}');
    (paths[path] ??= {})[endpoint.method.toLowerCase()] = operationOf(room, endpoint);
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Klientela', version: '1', license: { name: 'Apache-2.0' } },
    components: {
      schemas: { Problem: problem },
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer' },
        session: { type: 'apiKey', in: 'cookie', name: 'klientela_session' },
      },
    },
    security: [{ token: [] }, { session: [] }],
    paths,
  };
}

function operationOf(room: string, endpoint: Endpoint): object {
  const status = String(endpoint.status ?? 200);
  const content = endpoint.stream
    ? { [endpoint.stream]: {} }
    : { 'application/json': { schema: endpoint.reply } };
  return {
    operationId: `${endpoint.method.toLowerCase()} ${endpoint.path}`,
    summary: endpoint.summary,
    tags: [room],
    'x-access': endpoint.access,
    ...(endpoint.access === 'public' ? { security: [] } : {}),
    parameters: [...parametersOf('path', endpoint.params), ...parametersOf('query', endpoint.query)],
    ...(endpoint.body
      ? { requestBody: { required: true, content: { 'application/json': { schema: endpoint.body } } } }
      : {}),
    responses: {
      [status]: { description: 'Done', content },
      default: {
        description: (endpoint.refusals ?? []).join(', ') || 'A refusal',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

function parametersOf(place: 'path' | 'query', schema: object | undefined): object[] {
  const properties = (schema as { properties?: Record<string, object> } | undefined)?.properties ?? {};
  const required = (schema as { required?: string[] } | undefined)?.required ?? [];
  return Object.entries(properties).map(([name, part]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: part,
  }));
}
