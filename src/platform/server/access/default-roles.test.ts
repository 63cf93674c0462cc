// The table of domain page 10, written here a second time by hand and by role, so that a slip in the data is seen.

import { expect, test } from 'vitest';
import { resources } from '../../shared/endpoint.ts';
import { scopeOf, systemActor } from './actor.ts';
import type { Actor, Cells } from './actor.ts';
import { defaultRoleKeys, defaultRoles } from './default-roles.ts';

const all = (...actions: string[]) => Object.fromEntries(actions.map((action) => [action, 'all']));
const own = (...actions: string[]) => Object.fromEntries(actions.map((action) => [action, 'own']));
const division = (...actions: string[]) => Object.fromEntries(actions.map((action) => [action, 'division']));
const ownDirection = (...actions: string[]) =>
  Object.fromEntries(actions.map((action) => [action, 'ownDirection']));

const expected: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>> = {
  administrator: {
    customers: all('read', 'write', 'delete', 'export'),
    unownedCustomers: all('read', 'write', 'delete'),
    unownedTaking: all('approve'),
    unownedAssigning: all('approve'),
    customerManager: all('write'),
    amounts: all('read', 'export'),
    amountTotals: all('read'),
    productCost: all('read'),
    classes: all('read'),
    definitions: all('read', 'write'),
    catalog: all('read', 'write', 'delete', 'export'),
    employeeReports: all('read', 'export'),
    people: all('read', 'write', 'approve'),
    peopleNames: all('read'),
    settings: all('read', 'write', 'approve'),
    imports: all('read', 'write', 'approve'),
    importCustomers: all('write'),
    importContacts: all('write'),
    importCatalog: all('write'),
    importSettlements: all('write'),
    importPeople: all('write'),
    audit: all('read'),
    personalData: all('read'),
  },
  director: {
    customers: all('read', 'write', 'export'),
    unownedCustomers: all('read', 'write'),
    unownedTaking: all('approve'),
    unownedAssigning: all('approve'),
    customerManager: all('write'),
    amounts: all('read', 'export'),
    amountTotals: all('read'),
    productCost: all('read', 'export'),
    classes: all('read'),
    definitions: all('read', 'approve'),
    catalog: all('read', 'write', 'export'),
    employeeReports: all('read', 'export'),
    people: all('read'),
    peopleNames: all('read'),
    settings: all('read'),
    imports: all('read', 'write', 'approve'),
    importCustomers: all('write'),
    importContacts: all('write'),
    importCatalog: all('write'),
    importSettlements: all('write'),
    importPeople: all('write'),
    audit: all('read'),
    personalData: all('read'),
  },
  head: {
    customers: division('read', 'write', 'export'),
    unownedCustomers: all('read', 'write'),
    unownedTaking: all('approve'),
    unownedAssigning: all('approve'),
    customerManager: division('write'),
    amounts: division('read', 'export'),
    productCost: division('read'),
    classes: all('read'),
    definitions: all('read'),
    catalog: all('read'),
    employeeReports: division('read', 'export'),
    people: division('read'),
    peopleNames: all('read'),
  },
  manager: {
    customers: own('read', 'write'),
    unownedCustomers: all('read'),
    unownedTaking: all('approve'),
    amounts: own('read'),
    classes: all('read'),
    definitions: all('read'),
    catalog: all('read'),
    employeeReports: own('read'),
    peopleNames: all('read'),
    imports: own('read', 'write'),
    importCustomers: own('write'),
    importContacts: own('write'),
  },
  direction_head: {
    customers: all('read'),
    unownedCustomers: all('read'),
    amounts: ownDirection('read', 'export'),
    productCost: ownDirection('read'),
    classes: all('read'),
    definitions: ownDirection('read', 'approve'),
    catalog: all('read'),
    employeeReports: ownDirection('read', 'export'),
    peopleNames: all('read'),
  },
  analyst: {
    customers: all('read', 'write', 'export'),
    unownedCustomers: all('read', 'write'),
    amounts: all('read', 'export'),
    amountTotals: all('read'),
    productCost: all('read', 'export'),
    classes: all('read', 'write'),
    definitions: all('read', 'write'),
    catalog: all('read', 'write', 'export'),
    employeeReports: all('read', 'export'),
    peopleNames: all('read'),
    imports: all('read', 'write'),
    importCustomers: all('write'),
    importContacts: all('write'),
    importCatalog: all('write'),
    importSettlements: all('write'),
    importPeople: all('write'),
  },
  service: {
    customers: all('read', 'write'),
    unownedCustomers: all('read', 'write'),
    amounts: own('read'),
    classes: all('read'),
    definitions: all('read'),
    catalog: all('read'),
    employeeReports: own('read'),
    peopleNames: all('read'),
    personalData: all('read', 'write'),
  },
  marketing: {
    customers: all('read'),
    unownedCustomers: all('read'),
    amountTotals: all('read'),
    classes: all('read'),
    definitions: all('read'),
    catalog: all('read'),
    employeeReports: own('read'),
    peopleNames: all('read'),
    imports: own('read', 'write'),
    importContacts: all('write'),
  },
  accountant: {
    customers: all('read'),
    unownedCustomers: all('read'),
    amounts: all('read', 'write', 'export'),
    amountTotals: all('read'),
    productCost: all('read', 'export'),
    classes: all('read'),
    definitions: all('read'),
    catalog: all('read'),
    peopleNames: all('read'),
    imports: own('read', 'write'),
    importSettlements: all('write'),
  },
  auditor: {
    customers: all('read'),
    unownedCustomers: all('read'),
    amounts: all('read'),
    amountTotals: all('read'),
    productCost: all('read'),
    classes: all('read'),
    definitions: all('read'),
    catalog: all('read'),
    employeeReports: all('read'),
    people: all('read'),
    peopleNames: all('read'),
    settings: all('read'),
    imports: all('read'),
    audit: all('read'),
    personalData: all('read'),
  },
};

test('a new company starts with the roles of domain page 10, to the letter', () => {
  expect(Object.fromEntries(defaultRoles.map((role) => [role.key, role.cells]))).toEqual(expected);
  expect(defaultRoles.map((role) => role.key)).toEqual([...defaultRoleKeys]);
});

test('every role has a cell or a blank for every resource, and a blank gives nothing', () => {
  for (const role of defaultRoles) {
    const actor: Actor = { ...systemActor, kind: 'person', personId: 1, cells: role.cells as Cells };
    for (const resource of resources) {
      for (const action of ['read', 'write', 'delete', 'export', 'approve'] as const) {
        expect(scopeOf(actor, resource, action)).toBe(expected[role.key]?.[resource]?.[action] ?? 'none');
      }
    }
  }
});
