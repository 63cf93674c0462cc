// Reads a person's rights: the union of his roles, those he stands in for today, his division with what lies under it.

import { serviceKey } from '../services.ts';
import type { Services } from '../services.ts';
import type { Action, Resource } from '../../shared/endpoint.ts';
import type { Day } from '../../shared/days.ts';
import { one, sql } from '../db/db.ts';
import type { Db } from '../db/db.ts';
import type { Actor, Cells, Scope } from './actor.ts';
import { anonymousActor } from './actor.ts';

/** The catalog offers which directions a person heads. */
export const directionsOfKey =
  serviceKey<(db: Db, personId: number) => Promise<number[]>>('platform.directions_of');

interface PersonRow {
  readonly id: number;
  readonly name: string;
  readonly language: 'en' | 'ru';
  readonly cells: Cells[] | null;
  readonly own_ids: number[];
  readonly division_ids: number[];
}

/** The actor of an active person; an anonymous one, who may nothing, when he is gone or deactivated. */
export async function loadActor(db: Db, personId: number, on: Day, services: Services): Promise<Actor> {
  const person = await one(db, personRow(personId, on));
  if (!person) return anonymousActor;
  const directionIds = services.has(directionsOfKey) ? await services.get(directionsOfKey)(db, personId) : [];
  return {
    kind: 'person',
    personId: person.id,
    name: person.name,
    language: person.language,
    cells: mergeCells(person.cells ?? []),
    ownIds: person.own_ids,
    divisionIds: person.division_ids,
    directionIds,
  };
}

const personRow = (personId: number, on: Day) => sql<PersonRow>`
  with recursive under as (
    select d.id from platform.division d join platform.person p on p.division_id = d.id where p.id = ${personId}
    union
    select d.id from platform.division d join under on d.parent_id = under.id
  )
  select p.id, p.name, p.language,
         (select jsonb_agg(r.cells) from platform.person_role pr join platform.role r on r.id = pr.role_id where pr.person_id = p.id) as cells,
         array(select p.id union select for_person_id from platform.stand_in
                where person_id = p.id and ${on}::date between from_on and until_on) as own_ids,
         array(select p.id union select other.id from platform.person other where other.division_id in (select id from under)) as division_ids
    from platform.person p
   where p.id = ${personId} and p.status = 'active'`;

const order: readonly Scope[] = ['none', 'own', 'ownDirection', 'division', 'all'];

/** Several roles: the widest scope of each cell counts. */
export function mergeCells(all: readonly Cells[]): Cells {
  const merged: Partial<Record<Resource, Partial<Record<Action, Scope>>>> = {};
  for (const cells of all) {
    for (const [resource, actions] of Object.entries(cells) as [Resource, Partial<Record<Action, Scope>>][]) {
      const into = (merged[resource] ??= {});
      for (const [action, scope] of Object.entries(actions) as [Action, Scope][]) {
        if (order.indexOf(scope) > order.indexOf(into[action] ?? 'none')) into[action] = scope;
      }
    }
  }
  return merged;
}
