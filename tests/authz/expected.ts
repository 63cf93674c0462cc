// Who may use which route, written by hand from domain page 10 and never derived from the code: the oracle of check:authz.
// A new route enters here with its row; a route without one fails the check.
//
// Letters: A administrator, D director, H head, M manager, N head of direction, L analyst, S service, K marketing,
// B accountant, U auditor.

export type Relation = 'own' | 'division' | 'foreign' | 'unowned';

export type RecordKind =
  | 'customer'
  | 'person'
  | 'role'
  | 'division'
  | 'token'
  | 'job'
  | 'view'
  | 'calendarDay';

export interface Row {
  /** Letters of the roles that the route lets in, `signedIn` for everybody who is signed in, `public` for all. */
  readonly roles: string;
  /** The record in the path. */
  readonly record?: RecordKind;
  /** Letters of the roles that reach a record in this relation; a relation left out is as `roles`. */
  readonly reach?: Readonly<Partial<Record<Relation, string>>>;
  /** Letters of the roles that may see the record, but not do this to it: told so (403, or 404), since there is nothing to hide. */
  readonly shown?: Readonly<Partial<Record<Relation, string>>>;
  /** A valid body, so that the record itself is asked for. `$version` is its version. */
  readonly body?: Readonly<Record<string, unknown>>;
}

const everyone = 'ADHMNLSKBU';
const names = { roles: everyone };
const administer = { roles: 'A' };
const signedIn = { roles: 'signedIn' };
const open = { roles: 'public' };

const seePeople = { roles: 'ADHU' };
const seePerson = { roles: 'ADHU', record: 'person', reach: { foreign: 'ADU', unowned: 'ADU' } } as const;
const changePerson = { roles: 'A', record: 'person' } as const;
const seeSettings = { roles: 'ADU' };
const seeAudit = { roles: 'ADU' };

const seeCustomers = { roles: everyone };
const customerRead = {
  roles: everyone,
  record: 'customer',
  reach: { division: 'ADHNLSKBU', foreign: 'ADNLSKBU', unowned: everyone },
} as const;
const changeCustomers = { roles: 'ADHMLS' };
const customerWrite = {
  roles: 'ADHMLS',
  record: 'customer',
  reach: { division: 'ADHLS', foreign: 'ADLS', unowned: 'ADHLS' },
  shown: { unowned: 'M' },
} as const;
const exportCustomers = { roles: 'ADHL' };
const seeClasses = { roles: everyone };
const seeWholeBase = { roles: 'ADLBU' };
const seeDefinitions = { roles: everyone };
const changeDefinitions = { roles: 'AL' };
const bring = { roles: 'ADMLKB' };

export const expected: Readonly<Record<string, Row>> = {
  'GET /api/openapi.json': signedIn,

  'GET /api/session': signedIn,
  'POST /api/session': open,
  'PATCH /api/session': signedIn,
  'DELETE /api/session': signedIn,
  'POST /api/set-up/check': open,
  'POST /api/set-up': open,
  'POST /api/links/check': open,
  'POST /api/links/use': open,
  'GET /api/me': signedIn,
  'POST /api/me/password': signedIn,
  'POST /api/me/totp': signedIn,
  'POST /api/me/totp/confirm': signedIn,
  'POST /api/me/totp/remove': signedIn,
  'DELETE /api/me/sessions': signedIn,
  'DELETE /api/me/sessions/:id': signedIn,

  'GET /api/people': seePeople,
  'GET /api/people/names': names,
  'GET /api/people/:id': seePerson,
  'POST /api/people': administer,
  'PATCH /api/people/:id': { ...changePerson, body: { version: '$version', name: 'Иное Имя' } },
  'PATCH /api/people/:id/account': { ...changePerson, body: { version: '$version', status: 'deactivated' } },
  'POST /api/people/:id/invitation': changePerson,
  'POST /api/people/:id/reset': changePerson,
  'POST /api/people/:id/totp/remove': changePerson,
  'POST /api/people/:id/stand-ins': {
    ...changePerson,
    body: { for: 'per_1', from: '2026-01-01', until: '2026-01-02' },
  },
  'DELETE /api/people/:id/stand-ins/:for/:from': changePerson,
  'GET /api/roles': seePeople,
  'POST /api/roles': administer,
  'PATCH /api/roles/:id': { roles: 'A', record: 'role', body: { version: '$version', cells: {} } },
  'DELETE /api/roles/:id': { roles: 'A', record: 'role' },
  'GET /api/divisions': names,
  'POST /api/divisions': administer,
  'PATCH /api/divisions/:id': { roles: 'A', record: 'division', body: { version: '$version', name: 'Иное' } },
  'GET /api/tokens': seeSettings,
  'POST /api/tokens': administer,
  'DELETE /api/tokens/:id': { roles: 'A', record: 'token' },
  'GET /api/company': seeSettings,
  'PATCH /api/company': administer,
  'GET /api/calendar': signedIn,
  'GET /api/calendar/working-days': signedIn,
  'PUT /api/calendar/:day': { roles: 'A', record: 'calendarDay', body: { working: true } },
  'DELETE /api/calendar/:day': { roles: 'A', record: 'calendarDay' },
  'GET /api/audit': seeAudit,
  'GET /api/audit/verification': seeAudit,
  'GET /api/audit/reads': seeAudit,
  'GET /api/jobs/:id': {
    roles: 'signedIn',
    record: 'job',
    reach: { division: 'ADU', foreign: 'ADU', unowned: 'ADU' },
  },
  'GET /api/jobs/:id/events': {
    roles: 'signedIn',
    record: 'job',
    reach: { division: 'ADU', foreign: 'ADU', unowned: 'ADU' },
  },
  'POST /api/jobs/:id/cancel': {
    roles: 'signedIn',
    record: 'job',
    reach: { division: 'A', foreign: 'A', unowned: 'A' },
  },
  'GET /api/views': signedIn,
  'POST /api/views': signedIn,
  'PATCH /api/views/:id': {
    roles: 'signedIn',
    record: 'view',
    body: { version: '$version', name: 'Иное' },
    reach: { division: '', foreign: '', unowned: '' },
  },
  'DELETE /api/views/:id': {
    roles: 'signedIn',
    record: 'view',
    reach: { division: '', foreign: '', unowned: '' },
  },

  'GET /api/catalog/directions': names,
  'POST /api/catalog/directions': { roles: 'ADL' },
  'PATCH /api/catalog/directions/:id': { roles: 'ADL' },
  'GET /api/catalog/products': names,
  'POST /api/catalog/products': { roles: 'ADL' },
  'PATCH /api/catalog/products/:id': { roles: 'ADL' },

  'GET /api/start/state': signedIn,
  'POST /api/start/demo': bring,
  'GET /api/imports/kinds': bring,
  'POST /api/imports/uploads': bring,
  'POST /api/imports/looks': bring,
  'POST /api/imports/checks': bring,
  'POST /api/imports': bring,
  'GET /api/imports': { roles: 'ADMLKBU' },
  'GET /api/imports/:id': { roles: 'ADMLKBU' },
  'POST /api/imports/:id/cancel': bring,
  'POST /api/imports/:id/undo': bring,
  'POST /api/imports/:id/repeat': bring,
  'GET /api/imports/:id/rejects': { roles: 'ADMLKBU' },
  'GET /api/imports/mappings': bring,
  'DELETE /api/imports/mappings/:id': bring,

  'GET /api/customers': seeCustomers,
  'GET /api/customers/count': seeCustomers,
  'GET /api/customers/export': exportCustomers,
  'GET /api/customers/:id': customerRead,
  'POST /api/customers': changeCustomers,
  'PATCH /api/customers/:id': { ...customerWrite, body: { version: '$version', city: 'Тверь' } },
  'POST /api/customers/:id/archive': { roles: 'A', record: 'customer', body: { version: '$version' } },
  'POST /api/customers/:id/restore': { roles: 'A', record: 'customer', body: { version: '$version' } },
  'GET /api/customers/:id/history': customerRead,
  'POST /api/customers/assignment/preview': { roles: 'ADH' },
  'POST /api/customers/assignment': { roles: 'ADH' },
  'POST /api/customers/:id/take': {
    roles: 'ADHM',
    record: 'customer',
    body: { version: '$version' },
    reach: { own: 'ADHM', division: 'ADH', foreign: 'AD' },
  },
  'GET /api/customers/:id/responsible': customerRead,
  'POST /api/customers/:id/contacts': { ...customerWrite, body: { name: 'Лицо' } },
  'PATCH /api/customers/:id/contacts/:contactId': changeCustomers,
  'POST /api/customers/:id/contacts/:contactId/archive': changeCustomers,
  'GET /api/customers/:id/consents': customerRead,
  'POST /api/customers/:id/consents': {
    ...customerWrite,
    body: { basis: 'contract', purpose: 'Договор', givenOn: '2026-01-01' },
  },
  'POST /api/customers/:id/consents/:consentId/withdraw': changeCustomers,
  'GET /api/customer-parameters': seeCustomers,
  'POST /api/customer-parameters': changeDefinitions,
  'PATCH /api/customer-parameters/:id': changeDefinitions,
  'GET /api/customers/quality': seeCustomers,
  'GET /api/customers/:id/quality': customerRead,
  'GET /api/customers/duplicates': changeCustomers,
  'POST /api/customers/duplicates/search': changeCustomers,
  'POST /api/customers/duplicates/dismiss': changeCustomers,
  'POST /api/customers/:id/merge': changeCustomers,
  'POST /api/customers/merges/:mergeId/undo': changeCustomers,

  'GET /api/customers/:id/settlements': {
    roles: 'ADHMNLSBU',
    record: 'customer',
    reach: { division: 'ADHNLBU', foreign: 'ADNLBU', unowned: 'ADNLBU' },
    shown: { division: 'S', foreign: 'S', unowned: 'HMS' },
  },
  'GET /api/customers/:id/settlements/:settlementId': { roles: 'ADHMNLSBU' },

  'GET /api/classes/definitions': seeDefinitions,
  'PUT /api/classes/definitions': changeDefinitions,
  'POST /api/classes/definitions/preview': seeDefinitions,
  'GET /api/classes/flows': seeClasses,
  'GET /api/classes/borders': seeWholeBase,
  'GET /api/classes/distribution': seeClasses,
  'GET /api/classes/customers/:id/explanation': customerRead,
  'GET /api/classes/customers/:id/history': customerRead,
  'GET /api/classes/state': seeClasses,
  'GET /api/classes/table': seeClasses,
  'GET /api/classes/customers': seeClasses,
  'GET /api/classes/customers/export': exportCustomers,
  'GET /api/classes/borders/customers': seeWholeBase,
  'GET /api/classes/flows/customers': seeClasses,
  'GET /api/classes/months': seeClasses,
  'GET /api/life-cycle': seeClasses,
  'GET /api/life-cycle/moved': seeClasses,
  'GET /api/life-cycle/moved/export': exportCustomers,
  'GET /api/life-cycle/leaving': seeClasses,

  'GET /api/reports/classes': seeClasses,
  'GET /api/reports/lifecycle': seeClasses,
  'GET /api/reports/abc-xyz': seeClasses,
  'GET /api/reports/employees': { roles: 'ADHMNLSKU' },
  'GET /api/reports/employees/facts': { roles: 'ADHMNLSKU' },
  'GET /api/reports/customers': seeClasses,
  'GET /api/reports/dynamics': { roles: 'ADHMNLSBU' },
  'GET /api/reports/products': { roles: 'ADHMNLSBU' },
  'GET /api/reports/sales/facts': { roles: 'ADHMNLSBU' },
  'GET /api/reports/moves/facts': seeClasses,
  'GET /api/reports/:name/file': signedIn,
};

/** Routes that a token with nothing but the reading of customers may use, beside those of everybody who is signed in. */
export const expectedOfToken: readonly string[] = [
  'GET /api/customers',
  'GET /api/customers/count',
  'GET /api/customers/:id',
  'GET /api/customers/:id/history',
  'GET /api/customers/:id/responsible',
  'GET /api/customers/:id/consents',
  'GET /api/customer-parameters',
  'GET /api/customers/quality',
  'GET /api/customers/:id/quality',
];
