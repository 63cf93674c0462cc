// The refusals of the __room__ room. Their words stand in web/texts.*.json under `refusal.__room__.*`.

import { defineRefusals } from '#platform/shared/refusals.ts';

export const refuse = defineRefusals('__room__', { not_found: 404, changed_meanwhile: 409 });
