// The refusals of the sales room.

import { defineRefusals } from '#platform/shared/refusals.ts';

export const refuse = defineRefusals('sales', { settlement_not_found: 404 });
