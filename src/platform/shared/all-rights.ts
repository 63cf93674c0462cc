// Every action on every resource in the widest scope: what the first administrator of a demo and the tests start with.

import type { Action, Resource } from './endpoint.ts';
import { resources } from './endpoint.ts';

const actions: readonly Action[] = ['read', 'write', 'delete', 'export', 'approve'];

export function actionsOfAll(): Record<Resource, Record<Action, 'all'>> {
  const cells = Object.fromEntries(actions.map((action) => [action, 'all' as const])) as Record<
    Action,
    'all'
  >;
  return Object.fromEntries(resources.map((resource) => [resource, { ...cells }])) as Record<
    Resource,
    Record<Action, 'all'>
  >;
}
