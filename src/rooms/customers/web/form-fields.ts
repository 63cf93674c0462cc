// The fields of a customer's form as data: the new customer and the change of a known one are the same form.

import type { BodyOf } from '#platform/shared/endpoint.ts';
import type { createCustomer } from '../shared/contract.ts';
import type { ParameterValue } from '../shared/parameter.ts';

export type CreateBody = BodyOf<typeof createCustomer>;

export const textFields = [
  'taxNumber',
  'phone',
  'email',
  'website',
  'address',
  'city',
  'region',
  'country',
] as const;
export const commercialFields = ['source'] as const;
export type TextField = (typeof textFields)[number] | (typeof commercialFields)[number] | 'note';

/** What stands in the form: texts as typed, parameters as values. */
export interface Draft {
  readonly name: string;
  readonly kind: 'organisation' | 'person' | 'unit';
  readonly parentId: string | undefined;
  readonly responsibleId: string | null | undefined;
  readonly code: string;
  readonly texts: Readonly<Partial<Record<TextField, string>>>;
  readonly firstContactOn: string | null;
  readonly parameters: Readonly<Record<string, ParameterValue | null>>;
}

export const emptyDraft: Draft = {
  name: '',
  kind: 'organisation',
  parentId: undefined,
  responsibleId: undefined,
  code: '',
  texts: {},
  firstContactOn: null,
  parameters: {},
};

/** The fields of both bodies; empty texts clear. */
export function fieldsOf(draft: Draft) {
  return {
    name: draft.name.trim(),
    kind: draft.kind,
    ...(draft.parentId === undefined ? {} : { parentId: draft.parentId }),
    ...draft.texts,
    firstContactOn: draft.firstContactOn,
    parameters: draft.parameters,
  };
}
