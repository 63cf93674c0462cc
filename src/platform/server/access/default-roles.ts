// The roles of a new company: the table of domain page 10, row by row. Roles are data afterwards; this is only what they start with.

import type { Action, Resource } from '../../shared/endpoint.ts';
import type { Cells, Scope } from './actor.ts';

export const defaultRoleKeys = [
  'administrator',
  'director',
  'head',
  'manager',
  'direction_head',
  'analyst',
  'service',
  'marketing',
  'accountant',
  'auditor',
] as const;
export type DefaultRoleKey = (typeof defaultRoleKeys)[number];

export interface DefaultRole {
  readonly key: DefaultRoleKey;
  readonly nameEn: string;
  readonly nameRu: string;
  readonly cells: Cells;
}

/** A row has one entry a role, in the order of the keys: scope and letters, or nothing for no access. */
type Row = readonly [string, string, string, string, string, string, string, string, string, string];

// Columns: administrator, director, head, manager, direction head, analyst, service, marketing, accountant, auditor.
const table: Readonly<Record<Resource, Row>> = {
  customers: [
    'all RWDX',
    'all RWX',
    'division RWX',
    'own RW',
    'all R',
    'all RWX',
    'all RW',
    'all R',
    'all R',
    'all R',
  ],
  unownedCustomers: [
    'all RWD',
    'all RW',
    'all RW',
    'all R',
    'all R',
    'all RW',
    'all RW',
    'all R',
    'all R',
    'all R',
  ],
  unownedTaking: ['all A', 'all A', 'all A', 'all A', '', '', '', '', '', ''],
  unownedAssigning: ['all A', 'all A', 'all A', '', '', '', '', '', '', ''],
  customerManager: ['all W', 'all W', 'division W', '', '', '', '', '', '', ''],
  amounts: [
    'all RX',
    'all RX',
    'division RX',
    'own R',
    'ownDirection RX',
    'all RX',
    'own R',
    '',
    'all RWX',
    'all R',
  ],
  amountTotals: ['all R', 'all R', '', '', '', 'all R', '', 'all R', 'all R', 'all R'],
  productCost: ['all R', 'all RX', 'division R', '', 'ownDirection R', 'all RX', '', '', 'all RX', 'all R'],
  classes: ['all R', 'all R', 'all R', 'all R', 'all R', 'all RW', 'all R', 'all R', 'all R', 'all R'],
  definitions: [
    'all RW',
    'all RA',
    'all R',
    'all R',
    'ownDirection RA',
    'all RW',
    'all R',
    'all R',
    'all R',
    'all R',
  ],
  catalog: ['all RWDX', 'all RWX', 'all R', 'all R', 'all R', 'all RWX', 'all R', 'all R', 'all R', 'all R'],
  employeeReports: [
    'all RX',
    'all RX',
    'division RX',
    'own R',
    'ownDirection RX',
    'all RX',
    'own R',
    'own R',
    '',
    'all R',
  ],
  people: ['all RWA', 'all R', 'division R', '', '', '', '', '', '', 'all R'],
  peopleNames: ['all R', 'all R', 'all R', 'all R', 'all R', 'all R', 'all R', 'all R', 'all R', 'all R'],
  settings: ['all RWA', 'all R', '', '', '', '', '', '', '', 'all R'],
  imports: ['all RWA', 'all RWA', '', 'own RW', '', 'all RW', '', 'own RW', 'own RW', 'all R'],
  importCustomers: ['all W', 'all W', '', 'own W', '', 'all W', '', '', '', ''],
  importContacts: ['all W', 'all W', '', 'own W', '', 'all W', '', 'all W', '', ''],
  importCatalog: ['all W', 'all W', '', '', '', 'all W', '', '', '', ''],
  importSettlements: ['all W', 'all W', '', '', '', 'all W', '', '', 'all W', ''],
  importPeople: ['all W', 'all W', '', '', '', 'all W', '', '', '', ''],
  audit: ['all R', 'all R', '', '', '', '', '', '', '', 'all R'],
  personalData: ['all R', 'all R', '', '', '', '', 'all RW', '', '', 'all R'],
};

const names: Readonly<Record<DefaultRoleKey, readonly [string, string]>> = {
  administrator: ['Administrator', 'Администратор'],
  director: ['Director', 'Директор'],
  head: ['Head of department', 'Руководитель отдела'],
  manager: ['Manager', 'Менеджер'],
  direction_head: ['Head of direction', 'Руководитель направления'],
  analyst: ['Analyst', 'Аналитик отдела CRM'],
  service: ['Service', 'Служба сервиса'],
  marketing: ['Marketing', 'Маркетинг'],
  accountant: ['Accountant', 'Бухгалтер'],
  auditor: ['Auditor', 'Аудитор'],
};

const letters: Readonly<Record<string, Action>> = {
  R: 'read',
  W: 'write',
  D: 'delete',
  X: 'export',
  A: 'approve',
};

export const defaultRoles: readonly DefaultRole[] = defaultRoleKeys.map((key, column) => ({
  key,
  nameEn: names[key][0],
  nameRu: names[key][1],
  cells: cellsOfColumn(column),
}));

function cellsOfColumn(column: number): Cells {
  const cells: Partial<Record<Resource, Cells[Resource]>> = {};
  for (const [resource, row] of Object.entries(table) as [Resource, Row][]) {
    const entry = row[column];
    if (entry) cells[resource] = actionsOf(entry);
  }
  return cells;
}

/** 'division RX' -> { read: 'division', export: 'division' }. */
function actionsOf(entry: string): Partial<Record<Action, Scope>> {
  const [scope, marks = ''] = entry.split(' ') as [Scope, string];
  const found: Partial<Record<Action, Scope>> = {};
  for (const mark of marks) {
    const action = letters[mark];
    if (action) found[action] = scope;
  }
  return found;
}
