// Values that fit a JSON schema, and values that nearly do: material for the fuzzer.

import fc from 'fast-check';
import type { Arbitrary } from 'fast-check';

export interface Schema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly minItems?: number;
  readonly pattern?: string;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
}

/** Values that the schema admits. */
export function fitting(schema: Schema): Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map(fitting));
  switch (schema.type) {
    case 'object':
      return fittingObject(schema);
    case 'array':
      return fc.array(fitting(schema.items ?? {}), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 4, (schema.minItems ?? 0) + 3),
      });
    case 'integer':
      return fc.integer({ min: schema.minimum ?? -1000, max: schema.maximum ?? 100_000 });
    case 'number':
      return fc.double({ min: schema.minimum ?? -1e6, max: schema.maximum ?? 1e6, noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'string':
      return fittingText(schema);
    default:
      return fc.constantFrom<unknown>('text', 1, true, null);
  }
}

function fittingObject(schema: Schema): Arbitrary<unknown> {
  const parts = Object.entries(schema.properties ?? {}).map(([name, part]) => [name, fitting(part)] as const);
  return fc.record(Object.fromEntries(parts), { requiredKeys: [...(schema.required ?? [])] });
}

const knownPatterns: readonly (readonly [RegExp, Arbitrary<string>])[] = [
  [
    /\\d\{4\}-\\d\{2\}-\\d\{2\}|\[0-9\]\{4\}-/,
    fc.constantFrom('2026-01-31', '2025-12-31', '2024-02-29', '1999-01-01', '2026-13-45', '0000-00-00'),
  ],
];

function fittingText(schema: Schema): Arbitrary<string> {
  if (schema.pattern) {
    const pattern = schema.pattern;
    const known = knownPatterns.find(([form]) => form.test(pattern));
    if (known) return known[1];
    const prefixed = /^\^?([a-z]{2,6}_)/.exec(pattern)?.[1];
    if (prefixed) return fc.integer({ min: 1, max: 30 }).map((id) => `${prefixed}${id}`);
    return fc.stringMatching(new RegExp(pattern)).filter((text) => text.length <= (schema.maxLength ?? 200));
  }
  const longest = Math.min(schema.maxLength ?? 40, 60);
  return fc.oneof(
    fc.string({ minLength: schema.minLength ?? 0, maxLength: longest, unit: 'grapheme' }),
    fc
      .constantFrom('Ромашка', '%', `'; drop table x; --`, '\\', '_', '0', '-1', '1e309', 'NaN', 'ё', '٣')
      .filter((text) => text.length >= (schema.minLength ?? 0) && text.length <= longest),
  );
}

const odd: Arbitrary<unknown> = fc.constantFrom<unknown>(
  null,
  true,
  0,
  -0,
  -1,
  1e308,
  2 ** 53,
  2 ** 31,
  '',
  ' ',
  'x'.repeat(5000),
  '\u0000',
  '\ud800',
  '\u202e',
  [],
  {},
  [[[[[[]]]]]],
  { __proto__: { polluted: true } },
  { constructor: { prototype: { polluted: true } } },
  '2026-02-30',
  '99999999999999999999',
  'cus_0',
  'cus_99999999999',
  '../../etc/passwd',
  '<script>alert(1)</script>',
  '=1+1',
);

/** One value of a fitting object spoilt: replaced, missing, or an unknown one added. */
export function spoilt(schema: Schema): Arbitrary<unknown> {
  return fc
    .tuple(fitting(schema), odd, fc.nat(), fc.constantFrom('replace', 'remove', 'add', 'whole'))
    .map(([value, other, at, how]) => {
      if (how === 'whole' || value === null || typeof value !== 'object' || Array.isArray(value))
        return other;
      const keys = Object.keys(value);
      const key = keys[at % Math.max(1, keys.length)];
      if (how === 'add' || key === undefined)
        return { ...value, ['__proto__x']: other, owner_id: 1, is_admin: true };
      if (how === 'remove') return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
      return { ...value, [key]: other };
    });
}
