// Reads the OpenAPI document into what the page shows: operations with their parameters and an example of the body.

interface Schema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
}

interface RawOperation {
  readonly summary?: string;
  readonly 'x-access'?: string | { readonly resource: string; readonly action: string };
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: 'path' | 'query';
    readonly required: boolean;
  }[];
  readonly requestBody?: { readonly content: { readonly 'application/json': { readonly schema: Schema } } };
}

export interface Operation {
  /** 'GET /api/customers': its name in the address of the page. */
  readonly key: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  /** 'public', 'signedIn', or 'resource: action'. */
  readonly access: string;
  readonly parameters: readonly {
    readonly name: string;
    readonly place: 'path' | 'query';
    readonly required: boolean;
  }[];
  /** An example of the body as indented JSON; undefined where the endpoint takes none. */
  readonly example: string | undefined;
}

/** Operations in the order of their paths. Throws SyntaxError for what is no JSON. */
export function operationsOf(text: string): Operation[] {
  const document = JSON.parse(text) as { paths?: Record<string, Record<string, RawOperation>> };
  return Object.entries(document.paths ?? {})
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, raw]) => operationOf(method.toUpperCase(), path, raw)),
    )
    .sort((left, right) => left.path.localeCompare(right.path) || left.method.localeCompare(right.method));
}

function operationOf(method: string, path: string, raw: RawOperation): Operation {
  const access = raw['x-access'] ?? 'signedIn';
  const schema = raw.requestBody?.content['application/json'].schema;
  return {
    key: `${method} ${path}`,
    method,
    path,
    summary: raw.summary ?? '',
    access: typeof access === 'string' ? access : `${access.resource}: ${access.action}`,
    parameters: (raw.parameters ?? []).map(({ name, in: place, required }) => ({ name, place, required })),
    example: schema === undefined ? undefined : JSON.stringify(exampleOf(schema), null, 2),
  };
}

/** A value of the shape: required properties only, so that it can be sent after a word or two. */
export function exampleOf(schema: Schema): unknown {
  if (schema.default !== undefined) return schema.default;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (schema.anyOf?.[0]) return exampleOf(schema.anyOf[0]);
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        (schema.required ?? []).map((name) => [name, exampleOf(schema.properties?.[name] ?? {})]),
      );
    case 'array':
      return [];
    case 'integer':
    case 'number':
      return 0;
    case 'boolean':
      return false;
    case 'null':
      return null;
    default:
      return '';
  }
}

/** The address to call, with what was typed put in; empty fields are left out of the query. */
export function addressToCall(operation: Operation, values: Readonly<Record<string, string>>): string {
  const path = operation.path.replace(/\{(\w+)\}/g, (_whole, name: string) =>
    encodeURIComponent(values[name] ?? ''),
  );
  const query = new URLSearchParams(
    operation.parameters
      .filter(({ name, place }) => place === 'query' && values[name])
      .map(({ name }) => [name, values[name] ?? '']),
  );
  return query.size === 0 ? path : `${path}?${query.toString()}`;
}
