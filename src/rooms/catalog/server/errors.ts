// The refusals of the catalogue.

import { defineRefusals } from '#platform/shared/refusals.ts';

export const refuse = defineRefusals('catalog', {
  not_found: 404,
  changed_meanwhile: 409,
  code_taken: 409,
  name_taken: 409,
  direction_in_use: 409,
  direction_unknown: 422,
  head_unknown: 422,
});
