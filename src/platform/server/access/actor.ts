// Who acts and how far his rights reach (domain page 10). One pure place; every list, report, mirror query and export asks it.

import type { Action, Resource } from '../../shared/endpoint.ts';
import type { Language } from '../../shared/texts.ts';

/** How far a right reaches, from nothing to all. `ownDirection` is for heads of product directions. */
export type Scope = 'none' | 'own' | 'ownDirection' | 'division' | 'all';

export type Cells = Readonly<Partial<Record<Resource, Readonly<Partial<Record<Action, Scope>>>>>>;

export interface Actor {
  readonly kind: 'person' | 'token' | 'system' | 'anonymous';
  readonly personId: number | undefined;
  readonly name: string;
  readonly language: Language;
  readonly cells: Cells;
  /** The person himself and those he stands in for today. */
  readonly ownIds: readonly number[];
  /** Everybody of the home division and those under it, himself included. */
  readonly divisionIds: readonly number[];
  /** Directions that he heads. */
  readonly directionIds: readonly number[];
}

/** The scope of an action on a resource: 'none' where the table has a blank. */
export function scopeOf(actor: Actor, resource: Resource, action: Action): Scope {
  if (actor.kind === 'system') return 'all';
  return actor.cells[resource]?.[action] ?? 'none';
}

export function may(actor: Actor, resource: Resource, action: Action): boolean {
  return scopeOf(actor, resource, action) !== 'none';
}

/** Persons whose records an own or division scope reaches; undefined for all. */
export function reachedPersons(actor: Actor, scope: Scope): readonly number[] | undefined {
  switch (scope) {
    case 'all':
      return undefined;
    case 'division':
      return actor.divisionIds;
    case 'own':
      return actor.ownIds;
    case 'ownDirection':
    case 'none':
      return [];
  }
}

export const systemActor: Actor = {
  kind: 'system',
  personId: undefined,
  name: 'Klientela',
  language: 'en',
  cells: {},
  ownIds: [],
  divisionIds: [],
  directionIds: [],
};

export const anonymousActor: Actor = { ...systemActor, kind: 'anonymous', name: '' };
