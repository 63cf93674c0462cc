// The typed way to the server. Contracts come in as types only, so that no schema library reaches the browser.

import type { BodyOf, Endpoint, ParamsOf, QueryOf, ReplyOf } from '#platform/shared/endpoint.ts';

export interface FieldError {
  /** Path of the field as the server names it, such as 'body.name'. */
  readonly path: string;
  readonly problem: string;
  readonly data?: Readonly<Record<string, string | number>>;
}

/** A refusal or a fault as the server tells it; `code` has its words in the catalogue under `refusal.<code>`. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly fields: readonly FieldError[];
  readonly data: Readonly<Record<string, unknown>>;
  readonly requestId: string | undefined;
  /** The server's own words in the language of the person, when the catalogue has none. */
  readonly words: string | undefined;

  constructor(
    status: number,
    code: string,
    rest: {
      fields?: readonly FieldError[];
      data?: Readonly<Record<string, unknown>>;
      requestId?: string | undefined;
      words?: string | undefined;
    } = {},
  ) {
    super(code);
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
    this.fields = rest.fields ?? [];
    this.data = rest.data ?? {};
    this.requestId = rest.requestId;
    this.words = rest.words;
  }
}

type Given<Name extends string, Value> = Value extends undefined
  ? { readonly [K in Name]?: undefined }
  : { readonly [K in Name]: Value };

/** What a call of an endpoint needs: exactly the parts that its contract declares. */
export type InputOf<E extends Endpoint> = Given<'params', ParamsOf<E>> &
  Given<'query', QueryOf<E>> &
  Given<'body', BodyOf<E>>;

export interface PlainInput {
  readonly params?: unknown;
  readonly query?: unknown;
  readonly body?: unknown;
}

/**
 * Calls an endpoint: `request<typeof listCustomers>('GET', '/api/customers', { query })`.
 * Method and path are checked against the contract. Rejects with ApiError; code `ui.offline` when the server cannot be reached.
 */
export async function request<E extends Endpoint>(
  method: E['method'],
  path: E['path'],
  input: InputOf<E>,
  signal?: AbortSignal,
): Promise<ReplyOf<E>> {
  const reply = await send(method, addressOf(path, input), input.body, signal);
  return (await reply.json()) as ReplyOf<E>;
}

/** Sends a file or another form; answers the reply as the contract describes it. */
export async function upload<E extends Endpoint>(
  method: E['method'],
  path: E['path'],
  form: FormData,
  input: PlainInput = {},
  signal?: AbortSignal,
): Promise<ReplyOf<E>> {
  const reply = await send(method, addressOf(path, input), form, signal);
  return (await reply.json()) as ReplyOf<E>;
}

/** What the server answered to the letter, refusals included: for the page on which the API is tried. */
export interface RawReply {
  readonly status: number;
  readonly text: string;
  readonly milliseconds: number;
}

/** Sends a request as it was typed. Rejects only when the server cannot be reached. */
export async function requestRaw(
  method: string,
  address: string,
  json: string | undefined,
): Promise<RawReply> {
  const began = performance.now();
  try {
    const reply = await fetch(address, {
      method,
      credentials: 'same-origin',
      headers: {
        accept: 'application/json',
        'x-klientela': '1',
        ...(json === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(json === undefined ? {} : { body: json }),
    });
    const text = await reply.text();
    return { status: reply.status, text, milliseconds: Math.round(performance.now() - began) };
  } catch {
    throw new ApiError(0, 'ui.offline');
  }
}

/** The address of an endpoint with its parameters put in, for links and downloads. */
export function addressOf(path: string, input: PlainInput = {}): string {
  const params = entriesOf(input.params);
  const filled = path.replace(/:(\w+)/g, (whole, name: string) => {
    const found = params.find(([key]) => key === name);
    return found ? encodeURIComponent(String(found[1])) : whole;
  });
  const search = new URLSearchParams();
  for (const [key, value] of entriesOf(input.query)) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item !== undefined && item !== null) search.append(key, String(item));
    }
  }
  const text = search.toString();
  return text === '' ? filled : `${filled}?${text}`;
}

function entriesOf(part: unknown): [string, unknown][] {
  return typeof part === 'object' && part !== null ? Object.entries(part) : [];
}

async function send(
  method: string,
  address: string,
  body: unknown,
  signal: AbortSignal | undefined,
): Promise<Response> {
  const isForm = body instanceof FormData;
  // No other site can set this header, so a request with it comes from our own pages.
  const headers: Record<string, string> = { accept: 'application/json', 'x-klientela': '1' };
  if (body !== undefined && !isForm) headers['content-type'] = 'application/json';
  let reply: Response;
  try {
    reply = await fetch(address, {
      method,
      headers,
      credentials: 'same-origin',
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiError(0, 'ui.offline');
  }
  if (!reply.ok) throw await readError(reply);
  return reply.status === 204 ? new Response('null') : reply;
}

async function readError(reply: Response): Promise<ApiError> {
  const header = reply.headers.get('x-request-id') ?? undefined;
  try {
    const parsed = (await reply.json()) as ErrorBody | null;
    const inner = parsed?.error ?? parsed ?? {};
    const fields = inner.fields ?? inner.data?.fields ?? [];
    return new ApiError(reply.status, inner.code ?? 'ui.fault', {
      fields,
      data: inner.data ?? {},
      requestId: inner.requestId ?? header,
      words: inner.message,
    });
  } catch {
    return new ApiError(reply.status, 'ui.fault', { requestId: header });
  }
}

interface ErrorPart {
  readonly code?: string;
  readonly message?: string;
  readonly fields?: readonly FieldError[];
  readonly data?: Readonly<Record<string, unknown>> & { readonly fields?: readonly FieldError[] };
  readonly requestId?: string;
}
type ErrorBody = ErrorPart & { readonly error?: ErrorPart };
