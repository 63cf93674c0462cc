// Requests are checked against the contract: unknown properties are refused, queries are converted from text, bodies are taken as they are.

import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { Value } from 'typebox/value';
import type { FieldProblem } from '../../shared/refusals.ts';
import { refuse } from '../errors.ts';

type Part = 'params' | 'query' | 'body';

/** Makes the check of one part of a request; it answers the value to use or throws `platform.bad_request` with the fields. */
export function checker(part: Part, schema: TSchema | undefined): (value: unknown) => unknown {
  if (!schema) return part === 'query' ? refuseAny : () => undefined;
  const closed = closeObjects(schema);
  const compiled = Compile(closed);
  return (value) => {
    const candidate =
      part === 'body' ? value : Value.Default(closed, Value.Convert(closed, Value.Clone(value ?? {})));
    if (compiled.Check(candidate) && !hasNul(candidate)) return candidate;
    throw refuse('bad_request', {
      fields: problemsOf(part, compiled.Errors(candidate) as unknown as readonly RawProblem[]),
    });
  };
}

function refuseAny(value: unknown): undefined {
  const names = Object.keys(value ?? {});
  if (names.length === 0) return undefined;
  throw refuse('bad_request', {
    fields: names.slice(0, 20).map((name) => ({ path: `query.${name.slice(0, 60)}`, problem: 'unknown' })),
  });
}

/** PostgreSQL text holds no NUL character. */
function hasNul(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\u0000');
  if (Array.isArray(value)) return value.some(hasNul);
  if (value !== null && typeof value === 'object')
    return Object.entries(value).some(([key, part]) => key.includes('\u0000') || hasNul(part));
  return false;
}

interface RawProblem {
  readonly keyword: string;
  readonly instancePath: string;
  readonly params?: Readonly<Record<string, unknown>>;
}

const problemNames: Readonly<Record<string, string>> = {
  required: 'required',
  additionalProperties: 'unknown',
  maxLength: 'too_long',
  minLength: 'too_short',
  minimum: 'too_small',
  maximum: 'too_large',
  maxItems: 'too_many',
  minItems: 'too_few',
  pattern: 'malformed',
  format: 'malformed',
  type: 'wrong_type',
  enum: 'not_in_list',
  const: 'not_in_list',
  anyOf: 'not_in_list',
};

function problemsOf(part: Part, raw: readonly RawProblem[]): FieldProblem[] {
  const telling = raw.filter((problem) => problemNames[problem.keyword] !== undefined);
  const found = (telling.length > 0 ? telling : raw)
    .slice(0, 20)
    .flatMap((problem) => fieldsOf(part, problem));
  return found.length > 0 ? found : [{ path: part, problem: 'malformed' }];
}

function fieldsOf(part: Part, problem: RawProblem): FieldProblem[] {
  const base = part + problem.instancePath.replaceAll('/', '.').slice(0, 200);
  const name = problemNames[problem.keyword] ?? 'malformed';
  const inner = problem.params?.['requiredProperties'] ?? problem.params?.['additionalProperties'];
  if (Array.isArray(inner))
    return inner.slice(0, 20).map((key) => ({ path: `${base}.${String(key).slice(0, 60)}`, problem: name }));
  const limit = problem.params?.['limit'];
  return [
    typeof limit === 'number'
      ? { path: base, problem: name, data: { limit } }
      : { path: base, problem: name },
  ];
}

/** Objects with named properties take no others. */
function closeObjects<T>(schema: T): T {
  if (Array.isArray(schema)) return schema.map(closeObjects) as T;
  if (schema === null || typeof schema !== 'object') return schema;
  const copy: Record<string, unknown> = {};
  for (const key of Reflect.ownKeys(schema)) {
    const descriptor = Object.getOwnPropertyDescriptor(schema, key);
    if (!descriptor) continue;
    if (typeof key === 'string' && descriptor.enumerable) copy[key] = closeObjects(descriptor.value);
    else Object.defineProperty(copy, key, descriptor);
  }
  if (copy['type'] === 'object' && copy['properties'] && copy['additionalProperties'] === undefined)
    copy['additionalProperties'] = false;
  return copy as T;
}
