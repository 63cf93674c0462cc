// The refusals of the customers room. Their words stand in web/texts.*.json under `refusal.customers.*`.

import { defineRefusals } from '#platform/shared/refusals.ts';

export const refuse = defineRefusals('customers', {
  not_found: 404,
  changed_meanwhile: 409,
  possible_duplicates: 409,
  code_taken: 409,
  not_active: 409,
  not_archived: 409,
  field_not_readable: 403,
  not_allowed: 403,
  not_unowned: 409,
  responsible_unknown: 422,
  responsible_out_of_reach: 403,
  parent_unknown: 422,
  parent_needed: 422,
  parent_is_below: 422,
  parameter_unknown: 422,
  parameter_value_wrong: 422,
  parameter_key_taken: 409,
  parameter_in_use: 409,
  selection_too_large: 422,
  merge_with_itself: 422,
  merged_already: 409,
  merge_not_found: 404,
  merge_stands_below: 409,
  pair_not_found: 404,
  withdrawn_already: 409,
});
