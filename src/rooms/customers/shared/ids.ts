// Prefixes of the ids that this room shows at its edges.

import { idKind } from '#platform/shared/ids.ts';

export const customerIds = idKind('cus');
export const contactPersonIds = idKind('con');
export const parameterIds = idKind('par');
export const consentIds = idKind('agr');
export const mergeIds = idKind('mrg');
