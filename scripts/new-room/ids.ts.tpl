// Prefixes of the ids that this room shows at its edges.

import { idKind } from '#platform/shared/ids.ts';

export const __noun__Ids = idKind('__prefix__');
