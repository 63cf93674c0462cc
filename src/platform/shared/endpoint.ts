// The contract of an endpoint: the same schemas validate requests, type the client and make the OpenAPI document.

import type { Static, TSchema } from 'typebox';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** What a person does to a resource, by the letters of domain page 10: R, W, D, X, A. */
export type Action = 'read' | 'write' | 'delete' | 'export' | 'approve';

/**
 * Resources of domain page 10, those whose rooms exist; the others come with their rooms. Where one cell of the page says
 * more than letters, a resource of its own carries it:
 * `unownedTaking` "may take one", `unownedAssigning` "may assign", `amountTotals` "totals only", `peopleNames` "names",
 * `import...` the kinds of rows that a person may bring ("own kinds", "contacts", "settlements"), `personalData` the register.
 * `catalog` has no row on the page: everybody reads it, the keepers of the base write it.
 */
export const resources = [
  'customers',
  'unownedCustomers',
  'unownedTaking',
  'unownedAssigning',
  'customerManager',
  'amounts',
  'amountTotals',
  'productCost',
  'classes',
  'definitions',
  'catalog',
  'employeeReports',
  'people',
  'peopleNames',
  'settings',
  'imports',
  'importCustomers',
  'importContacts',
  'importCatalog',
  'importSettlements',
  'importPeople',
  'audit',
  'personalData',
] as const;
export type Resource = (typeof resources)[number];

/** Who may call: anybody, any signed-in person, or a person whose roles give the action on the resource in some scope. */
export type Access = 'public' | 'signedIn' | { readonly resource: Resource; readonly action: Action };

export interface Endpoint {
  readonly method: Method;
  /** Fastify path with `:name` parameters. */
  readonly path: string;
  readonly access: Access;
  readonly summary: string;
  readonly params?: TSchema;
  readonly query?: TSchema;
  readonly body?: TSchema;
  readonly reply: TSchema;
  /** Status of success, 200 unless told. */
  readonly status?: number;
  /** Full codes of the refusals that a caller should expect, beyond the general ones. */
  readonly refusals?: readonly string[];
  /** Raw: the handler streams a file or events itself; `reply` documents its content type. */
  readonly stream?: string;
  /** Largest body in bytes, 1 MiB unless told. */
  readonly bodyLimit?: number;
}

/** Declares an endpoint and keeps its literal types. */
export function endpoint<const E extends Endpoint>(declaration: E): E {
  return declaration;
}

type Part<E extends Endpoint, Name extends 'params' | 'query' | 'body'> = E[Name] extends TSchema
  ? Static<E[Name]>
  : undefined;

export type ParamsOf<E extends Endpoint> = Part<E, 'params'>;
export type QueryOf<E extends Endpoint> = Part<E, 'query'>;
export type BodyOf<E extends Endpoint> = Part<E, 'body'>;
export type ReplyOf<E extends Endpoint> = Static<E['reply']>;
