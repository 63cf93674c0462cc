// Refusals of `reports`.

import { defineRefusals } from '#platform/shared/refusals.ts';

export const refuse = defineRefusals('reports', {
  report_unknown: 404,
  day_invalid: 400,
  period_reversed: 400,
  period_too_long: 400,
  window_invalid: 400,
});
