// Parameters that a file brings: «Сегмент» becomes the parameter `segment` named «Сегмент», so that it is seen, filtered and exported.

import type { Ctx } from '#platform/server/ctx.ts';
import { rows, run, sql } from '#platform/server/db/db.ts';

/** Registers the parameters of the staged rows and rewrites their keys to those of the registry; a known key or name is used again. */
export async function registerParameters(ctx: Ctx): Promise<void> {
  const staged = await rows(
    ctx.db,
    sql<{ name: string; key: string | null }>`
      select k as name, (select p.key from customers.parameter p where p.key = k or lower(p.name) = lower(k) order by p.key = k desc limit 1) as key
        from (select distinct jsonb_object_keys(customer_parameter) as k from customers.staged_customer where problem is null) found order by k`,
  );
  const keys: { name: string; key: string }[] = [];
  for (const { name, key } of staged) keys.push({ name, key: key ?? (await createText(ctx, name)) });
  const differing = keys.filter(({ name, key }) => name !== key);
  if (differing.length === 0) return;
  await run(
    ctx.db,
    sql`update customers.staged_customer s
           set customer_parameter = (select jsonb_object_agg(coalesce(t.key, e.key), e.value) from jsonb_each(s.customer_parameter) e
                                       left join jsonb_to_recordset(${JSON.stringify(differing)}::jsonb) as t(name text, key text) on t.name = e.key)
         where s.problem is null and s.customer_parameter ?| ${differing.map(({ name }) => name)}::text[]`,
  );
}

async function createText(ctx: Ctx, name: string): Promise<string> {
  const base = parameterKey(name);
  for (let copy = 1; ; copy += 1) {
    const key = copy === 1 ? base : `${base}_${copy}`;
    const added = await run(
      ctx.db,
      sql`insert into customers.parameter (key, name, type) values (${key}, ${name.slice(0, 200)}, 'text') on conflict (key) do nothing`,
    );
    if (added > 0) return key;
  }
}

const latin: Readonly<Record<string, string>> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  д: 'd',
  е: 'e',
  ё: 'e',
  ж: 'zh',
  з: 'z',
  и: 'i',
  й: 'y',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'h',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'sch',
  ъ: '',
  ы: 'y',
  ь: '',
  э: 'e',
  ю: 'yu',
  я: 'ya',
};

/** «Число сотрудников» -> 'chislo_sotrudnikov'; always a key that the registry takes. */
export function parameterKey(name: string): string {
  const plain = [...name.toLowerCase()].map((letter) => latin[letter] ?? letter).join('');
  const key = plain
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 50);
  return /^[a-z]/.test(key) ? key : `p_${key}`.replace(/_+$/, '');
}
