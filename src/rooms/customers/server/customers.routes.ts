// Contract -> use case: one line of body each.

import { route } from '#platform/server/room.ts';
import type { Route } from '#platform/server/room.ts';
import { assignCustomers, listResponsiblePeriods, previewAssignment, takeCustomer } from './responsible.ts';
import * as assign from '../shared/assign-contract.ts';
import * as consent from '../shared/consent-contract.ts';
import * as contact from '../shared/contact-contract.ts';
import * as customer from '../shared/contract.ts';
import { consentIds, contactPersonIds, customerIds, mergeIds, parameterIds } from '../shared/ids.ts';
import * as parameter from '../shared/parameter-contract.ts';
import * as quality from '../shared/quality-contract.ts';
import { addConsent, listConsents, withdrawConsent } from './consents.ts';
import { addContactPerson, archiveContactPerson, changeContactPerson } from './contacts.ts';
import {
  archiveCustomer,
  changeCustomer,
  createCustomer,
  getCustomer,
  restoreCustomer,
} from './customers.ts';
import { dismissDuplicates, findDuplicates, listDuplicates } from './duplicates.ts';
import { exportCustomers } from './export.ts';
import { listHistory } from './history.ts';
import { countCustomers, listCustomers } from './list.ts';
import { mergeCustomers, undoMerge } from './merge.ts';
import { changeParameter, createParameter, listParameters } from './parameters.ts';
import { getBaseQuality, getCustomerQuality } from './quality.ts';

const { read } = customerIds;

export const customerRoutes: readonly Route[] = [
  route(customer.listCustomers, (ctx, { query }) => listCustomers(ctx, query)),
  route(customer.countCustomers, (ctx, { query }) => countCustomers(ctx, query)),
  route(customer.exportCustomers, (ctx, { query }, raw) => exportCustomers(ctx, query, raw)),
  route(customer.getCustomer, (ctx, { params }) => getCustomer(ctx, read(params.id))),
  route(customer.createCustomer, (ctx, { body }) => createCustomer(ctx, body)),
  route(customer.changeCustomer, (ctx, { params, body }) => changeCustomer(ctx, read(params.id), body)),
  route(customer.archiveCustomer, (ctx, { params, body }) =>
    archiveCustomer(ctx, read(params.id), body.version),
  ),
  route(customer.restoreCustomer, (ctx, { params, body }) =>
    restoreCustomer(ctx, read(params.id), body.version),
  ),
  route(customer.listHistory, (ctx, { params, query }) => listHistory(ctx, read(params.id), query)),

  route(assign.previewAssignment, (ctx, { body }) => previewAssignment(ctx, body)),
  route(assign.assignCustomers, (ctx, { body }) => assignCustomers(ctx, body)),
  route(assign.takeCustomer, (ctx, { params, body }) => takeCustomer(ctx, read(params.id), body.version)),
  route(assign.listResponsiblePeriods, (ctx, { params }) => listResponsiblePeriods(ctx, read(params.id))),

  route(contact.addContactPerson, (ctx, { params, body }) => addContactPerson(ctx, read(params.id), body)),
  route(contact.changeContactPerson, (ctx, { params, body }) =>
    changeContactPerson(ctx, read(params.id), contactPersonIds.read(params.contactId), body),
  ),
  route(contact.archiveContactPerson, (ctx, { params, body }) =>
    archiveContactPerson(ctx, read(params.id), contactPersonIds.read(params.contactId), body.version),
  ),

  route(customer.listConsents, (ctx, { params }) => listConsents(ctx, read(params.id))),
  route(consent.addConsent, (ctx, { params, body }) => addConsent(ctx, read(params.id), body)),
  route(consent.withdrawConsent, (ctx, { params, body }) =>
    withdrawConsent(ctx, read(params.id), consentIds.read(params.consentId), body),
  ),

  route(parameter.listParameters, (ctx, { query }) => listParameters(ctx, query.archived ?? false)),
  route(parameter.createParameter, (ctx, { body }) => createParameter(ctx, body)),
  route(parameter.changeParameter, (ctx, { params, body }) =>
    changeParameter(ctx, parameterIds.read(params.id), body),
  ),

  route(quality.getBaseQuality, (ctx) => getBaseQuality(ctx)),
  route(quality.getCustomerQuality, (ctx, { params }) => getCustomerQuality(ctx, read(params.id))),
  route(quality.listDuplicates, (ctx, { query }) => listDuplicates(ctx, query)),
  route(quality.findDuplicates, (ctx) => findDuplicates(ctx)),
  route(quality.dismissDuplicates, (ctx, { body }) => dismissDuplicates(ctx, body)),
  route(quality.mergeCustomers, (ctx, { params, body }) => mergeCustomers(ctx, read(params.id), body)),
  route(quality.undoMerge, (ctx, { params }) => undoMerge(ctx, mergeIds.read(params.mergeId))),
];
