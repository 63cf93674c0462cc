// Refusals of the ground floor.

import { defineRefusals } from '../shared/refusals.ts';

export const refuse = defineRefusals('platform', {
  bad_request: 400,
  not_signed_in: 401,
  forbidden: 403,
  foreign_origin: 403,
  not_found: 404,
  method_not_allowed: 405,
  too_large: 413,
  unsupported_media_type: 415,
  changed_meanwhile: 409,
  key_reused: 409,
  job_cancelled: 409,
  job_gave_up: 500,
  too_many_requests: 429,
  internal: 500,
  overloaded: 503,
  database_unavailable: 503,
});
