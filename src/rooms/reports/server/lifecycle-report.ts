// Report `lifecycle`: the category of every customer of the base at a date, and since when (LC-1..5, LC-9).

import { mirrorSql, type MirrorReader } from '#rooms/facts/server/index.ts';
import { lifeSql } from '#rooms/classes/server/index.ts';
import { mapped, type Report, type ReportQuestion } from './report.ts';
import { withinSql } from './scope.ts';

const categories = ['potential', 'new', 'regular', 'recovered', 'lost'] as const;

export async function makeLifecycleReport(reader: MirrorReader, question: ReportQuestion): Promise<Report> {
  await reader.rows(
    mirrorSql`create or replace temp table seen_life as
      select customer.id, customer.code, customer.name, coalesce(life.category, 'potential') as category, life.since
        from pub_customer customer
        left join (${lifeSql(question.definitions, question.asOf)}) life on life.customer_id = customer.id
       where (customer.state = 'a' or life.customer_id is not null) and ${withinSql(question.scope.customers, mirrorSql`customer.responsible_id`)}`,
  );
  const counts = await reader.rows<{ category: string; customers: number }>(
    mirrorSql`select category, count(*)::int as customers from seen_life group by category`,
  );
  return {
    totals: Object.fromEntries(
      categories.map((name) => [name, counts.find((row) => row.category === name)?.customers ?? 0]),
    ),
    columns: [
      { path: 'customer.code', type: 'text' },
      { path: 'customer.name', type: 'text' },
      { path: 'category', type: 'text' },
      { path: 'since', type: 'day' },
    ],
    rows: () =>
      mapped<{ code: string; name: string; category: string; since: string | null }>(
        reader,
        mirrorSql`select code, name, category, since from seen_life order by id`,
        ({ code, name, category, since }) => ({ customer: { code, name }, category, since }),
      ),
  };
}
