// Refusals of `classes`.

import { defineRefusals } from '#platform/shared/refusals.ts';

export const refuse = defineRefusals('classes', {
  definitions_changed_meanwhile: 409,
  definitions_invalid: 400,
  customer_not_found: 404,
  day_invalid: 400,
});
