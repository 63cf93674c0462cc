// SQL over people. Every read takes the persons whom the actor reaches; undefined is everybody.

import type { Db } from '../db/db.ts';
import { exactlyOne, one, rows, sql } from '../db/db.ts';
import type { Sql } from '../db/db.ts';

export type Reach = readonly number[] | undefined;

export interface PersonRow {
  readonly id: number;
  readonly name: string;
  readonly code: string | null;
  readonly email: string | null;
  readonly language: 'en' | 'ru';
  readonly division_id: number | null;
  readonly division_name: string | null;
  readonly status: 'active' | 'invited' | 'deactivated';
  readonly account: 'none' | 'invited' | 'active';
  readonly totp: boolean;
  readonly roles: readonly { readonly id: number; readonly name_en: string; readonly name_ru: string }[];
  readonly version: number;
}

const account = sql`case when p.password_hash is not null and p.email is not null then 'active'
  when exists (select from platform.one_time_link l where l.person_id = p.id and l.used_at is null and l.expires_at > now()) then 'invited'
  else 'none' end`;

const columns = sql`p.id, p.name, p.code, p.email, p.language, p.division_id, d.name as division_name, p.status, ${account} as account,
  p.totp_confirmed_at is not null as totp, p.version,
  coalesce((select jsonb_agg(jsonb_build_object('id', r.id, 'name_en', r.name_en, 'name_ru', r.name_ru) order by r.id)
              from platform.person_role pr join platform.role r on r.id = pr.role_id where pr.person_id = p.id), '[]') as roles`;

const source = sql`platform.person p left join platform.division d on d.id = p.division_id`;

const within = (reach: Reach) => sql`(${reach ?? null}::int[] is null or p.id = any(${reach ?? null}))`;

export function findPerson(db: Db, reach: Reach, id: number): Promise<PersonRow | undefined> {
  return one(db, sql<PersonRow>`select ${columns} from ${source} where p.id = ${id} and ${within(reach)}`);
}

/** Locks the person for a change. */
export function lockPerson(
  db: Db,
  reach: Reach,
  id: number,
): Promise<{ id: number; version: number } | undefined> {
  return one(
    db,
    sql<{ id: number; version: number }>`
      select p.id, p.version from platform.person p where p.id = ${id} and ${within(reach)} for update`,
  );
}

export interface PeopleFilter {
  readonly q: string | undefined;
  readonly divisionId: number | undefined;
  readonly roleId: number | undefined;
  readonly status: string | undefined;
  readonly account: string | undefined;
}

/** Sorted by name, then id; `after` is the last row of the page before. */
export function listPeople(
  db: Db,
  reach: Reach,
  filter: PeopleFilter,
  page: {
    readonly limit: number;
    readonly after: { readonly name: string; readonly id: number } | undefined;
  },
): Promise<PersonRow[]> {
  const { after } = page;
  return rows(
    db,
    sql<PersonRow>`
      select ${columns} from ${source}
       where ${within(reach)} and ${matches(filter)}
         and (${after?.id ?? null}::int is null
              or (p.name collate "ru-x-icu", p.id) > (${after?.name ?? ''} collate "ru-x-icu", ${after?.id ?? 0}))
       order by p.name collate "ru-x-icu", p.id limit ${page.limit}`,
  );
}

export async function countPeople(db: Db, reach: Reach, filter: PeopleFilter): Promise<number> {
  const { count } = await exactlyOne(
    db,
    sql<{
      count: number;
    }>`select count(*)::int as count from ${source} where ${within(reach)} and ${matches(filter)}`,
  );
  return count;
}

function matches(filter: PeopleFilter): Sql {
  const pattern = filter.q === undefined ? null : likePattern(filter.q);
  return sql`(${pattern}::text is null
              or translate(lower(p.name || ' ' || coalesce(p.code, '') || ' ' || coalesce(p.email, '')), 'ё', 'е') like ${pattern})
         and (${filter.divisionId ?? null}::int is null or p.division_id = ${filter.divisionId ?? null})
         and (${filter.roleId ?? null}::int is null
              or exists (select from platform.person_role pr where pr.person_id = p.id and pr.role_id = ${filter.roleId ?? null}))
         and (${filter.status ?? null}::text is null or (p.status = 'deactivated') = (${filter.status ?? null} = 'deactivated'))
         and (${filter.account ?? null}::text is null or ${account} = ${filter.account ?? null})`;
}

export function listNames(
  db: Db,
  q: string | undefined,
  limit: number,
): Promise<{ id: number; name: string }[]> {
  const pattern = q === undefined ? null : likePattern(q);
  return rows(
    db,
    sql<{ id: number; name: string }>`
      select id, name from platform.person
       where status <> 'deactivated' and (${pattern}::text is null or translate(lower(name), 'ё', 'е') like ${pattern})
       order by name collate "ru-x-icu", id limit ${limit}`,
  );
}

function likePattern(q: string): string {
  return `%${q
    .trim()
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[\\%_]/g, '\\$&')}%`;
}

export interface StandInRow {
  readonly person_id: number;
  readonly person_name: string;
  readonly for_person_id: number;
  readonly for_name: string;
  readonly from_on: string;
  readonly until_on: string;
}

/** Standing in on either side of a person, today and later. */
export function listStandIns(db: Db, personId: number): Promise<StandInRow[]> {
  return rows(
    db,
    sql<StandInRow>`
      select s.person_id, p.name as person_name, s.for_person_id, f.name as for_name, s.from_on, s.until_on
        from platform.stand_in s join platform.person p on p.id = s.person_id join platform.person f on f.id = s.for_person_id
       where (s.person_id = ${personId} or s.for_person_id = ${personId}) and s.until_on >= current_date - 1
       order by s.from_on, s.person_id limit 100`,
  );
}
