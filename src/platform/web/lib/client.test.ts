import { afterEach, expect, test, vi } from 'vitest';
import type { Endpoint } from '#platform/shared/endpoint.ts';
import { ApiError, addressOf, request } from './client.ts';
import { shouldRetry } from './queries.ts';

afterEach(() => vi.unstubAllGlobals());

function answer(status: number, body: unknown, headers: Record<string, string> = {}) {
  const fetched = vi.fn<() => Promise<Response>>(() =>
    Promise.resolve(new Response(JSON.stringify(body), { status, headers })),
  );
  vi.stubGlobal('fetch', fetched);
  return fetched;
}

test('an address takes its parameters, lists and nothing that is not given', () => {
  const input = {
    params: { id: 'cus 1/2' },
    query: { class: ['A', 'B'], search: 'ООО & Ко', cursor: undefined, limit: 50 },
  };
  expect(addressOf('/api/customers/:id', input)).toBe(
    '/api/customers/cus%201%2F2?class=A&class=B&search=%D0%9E%D0%9E%D0%9E+%26+%D0%9A%D0%BE&limit=50',
  );
  expect(addressOf('/api/customers')).toBe('/api/customers');
});

test('a call sends its body as JSON and answers the reply', async () => {
  const fetched = answer(200, { id: 'cus_1' });
  expect(await request<Endpoint>('POST', '/api/customers', { body: { name: 'Волгаторг' } } as never)).toEqual(
    { id: 'cus_1' },
  );
  expect(fetched).toHaveBeenCalledWith(
    '/api/customers',
    expect.objectContaining({
      method: 'POST',
      headers: expect.objectContaining({ 'x-klientela': '1' }),
      body: '{"name":"Волгаторг"}',
    }),
  );
});

test('a refusal keeps its code, words, fields and the number of the request', async () => {
  const fields = [{ path: 'body.name', problem: 'required' }];
  answer(400, {
    error: { code: 'platform.bad_request', message: 'Не читается', data: { a: 1 }, fields, requestId: 'r7' },
  });
  const error = await request<Endpoint>('GET', '/api/customers', {}).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({
    status: 400,
    code: 'platform.bad_request',
    words: 'Не читается',
    data: { a: 1 },
    fields,
    requestId: 'r7',
  });
});

test('an answer that is no JSON is a fault with the number from the header', async () => {
  vi.stubGlobal('fetch', () =>
    Promise.resolve(new Response('<html>', { status: 502, headers: { 'x-request-id': 'r8' } })),
  );
  await expect(request<Endpoint>('GET', '/api/customers', {})).rejects.toMatchObject({
    status: 502,
    code: 'ui.fault',
    requestId: 'r8',
  });
});

test('a lost connection is told as such; only it and a busy server are tried again', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('failed to fetch')));
  const error = await request<Endpoint>('GET', '/api/customers', {}).catch((caught: unknown) => caught);
  expect(error).toMatchObject({ status: 0, code: 'ui.offline' });
  expect(shouldRetry(0, error)).toBe(true);
  expect(shouldRetry(2, error)).toBe(false);
  expect(shouldRetry(0, new ApiError(503, 'platform.overloaded'))).toBe(true);
  expect(shouldRetry(0, new ApiError(409, 'platform.changed_meanwhile'))).toBe(false);
});
