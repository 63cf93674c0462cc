// What a person typed, made ready for the columns: cleaned, normalised, checked against the registry of parameters.

import type { Static } from 'typebox';
import type { Ctx } from '#platform/server/ctx.ts';
import { refuse as refusePlatform } from '#platform/server/errors.ts';
import { parseDay } from '#platform/shared/days.ts';
import type { createCustomer } from '../shared/contract.ts';
import { problemOfValue } from '../shared/parameter.ts';
import type { ParameterValue } from '../shared/parameter.ts';
import { cleanText, normaliseEmail, normalisePhone } from './contact-data.ts';
import type { FieldValues } from './customers.queries.ts';
import { refuse } from './errors.ts';
import { listParameterSpecs } from './parameters.queries.ts';

type Typed = Partial<
  Pick<
    Static<typeof createCustomer.body>,
    | 'name'
    | 'kind'
    | 'taxNumber'
    | 'email'
    | 'phone'
    | 'website'
    | 'address'
    | 'city'
    | 'region'
    | 'country'
    | 'source'
    | 'note'
    | 'firstContactOn'
    | 'parameters'
  >
>;

export const noFields: FieldValues = {
  kind: 'organisation',
  name: '',
  parent_id: null,
  tax_number: null,
  email: null,
  phone: null,
  website: null,
  address: null,
  city: null,
  region: null,
  country: null,
  source: null,
  note: null,
  first_contact_on: null,
  parameters: {},
};

/** The fields after the change: those typed, cleaned; the others as they were. Null and empty texts clear. */
export async function fieldsAfter(ctx: Ctx, before: FieldValues, typed: Typed): Promise<FieldValues> {
  const text = (value: string | null | undefined, was: string | null): string | null =>
    value === undefined ? was : (cleanText(value ?? '') ?? null);
  const { language } = ctx.company;
  const email = text(typed.email, before.email);
  const phone = text(typed.phone, before.phone);
  return {
    kind: typed.kind ?? before.kind,
    name: cleanText(typed.name ?? '') ?? before.name,
    parent_id: before.parent_id,
    tax_number: text(typed.taxNumber, before.tax_number)?.replace(/\s/g, '') ?? null,
    email: email === null ? null : normaliseEmail(email),
    phone: phone === null ? null : normalisePhone(phone, language),
    website: text(typed.website, before.website),
    address: text(typed.address, before.address),
    city: text(typed.city, before.city),
    region: text(typed.region, before.region),
    country: text(typed.country, before.country),
    source: text(typed.source, before.source),
    note: typed.note === undefined ? before.note : typed.note?.trim() || null,
    first_contact_on:
      typed.firstContactOn === undefined ? before.first_contact_on : dayOf(typed.firstContactOn),
    parameters:
      typed.parameters === undefined
        ? before.parameters
        : await parametersAfter(ctx, before.parameters, typed.parameters),
  };
}

/** The contract checks the form of a day; that there is such a day is checked here. */
export function dayOf(text: string | null): string | null {
  if (text !== null && parseDay(text) === undefined)
    throw refusePlatform('bad_request', { fields: [{ path: 'body', problem: 'not_a_day' }] });
  return text;
}

async function parametersAfter(
  ctx: Ctx,
  before: Readonly<Record<string, ParameterValue>>,
  typed: Readonly<Record<string, ParameterValue | null>>,
): Promise<Readonly<Record<string, ParameterValue>>> {
  const specs = new Map((await listParameterSpecs(ctx.db)).map((spec) => [spec.key, spec]));
  const after: Record<string, ParameterValue> = { ...before };
  for (const [key, value] of Object.entries(typed)) {
    const spec = specs.get(key);
    if (!spec) throw refuse('parameter_unknown', { key });
    if (value === null || value === '') delete after[key];
    else if (problemOfValue(spec, value) !== undefined)
      throw refuse('parameter_value_wrong', { key, name: spec.name });
    else after[key] = typeof value === 'string' ? value.trim() : value;
  }
  return after;
}
