// Report `classes`: ABC and XYZ of every ranked customer at a date, in descending order of value (CLS-2..5).

import { mirrorSql, type MirrorReader, type MirrorSql } from '#rooms/facts/server/index.ts';
import { classesSql } from '#rooms/classes/server/index.ts';
import { mapped, money, type Report, type ReportQuestion } from './report.ts';
import { seenSumSql, withinSql, type ReportScope } from './scope.ts';

interface Row {
  readonly code: string;
  readonly name: string;
  readonly value_minor: string;
  readonly share_before: number | null;
  readonly abc: string | null;
  readonly cv: number | null;
  readonly xyz: string | null;
  readonly xyz_reason: string | null;
  readonly xyz_preliminary: boolean;
  readonly not_positive: boolean;
  readonly sees_value: boolean;
}

export async function makeClassesReport(reader: MirrorReader, question: ReportQuestion): Promise<Report> {
  const { scope, currency } = question;
  await prepareClasses(reader, question);
  return {
    totals: { ...(await classTotals(reader, question)) },
    columns: [
      { path: 'customer.code', type: 'text' },
      { path: 'customer.name', type: 'text' },
      { path: 'value', type: 'money' },
      { path: 'shareBefore', type: 'share' },
      { path: 'abc', type: 'text' },
      { path: 'cv', type: 'share' },
      { path: 'xyz', type: 'text' },
    ],
    rows: () =>
      mapped<Row>(
        reader,
        mirrorSql`select code, name, value_minor, round((before_minor::double / total_minor::double)::decimal(18, 12), 6)::double as share_before, abc, cv, xyz,
                         xyz_reason, xyz_preliminary, value_minor <= 0 as not_positive, sees_value
                    from seen_class order by case when sees_value then value_minor end desc nulls last, customer_id`,
        (row) => ({
          customer: { code: row.code, name: row.name },
          value: row.sees_value ? money(row.value_minor, currency) : null,
          shareBefore: scope.wholeBase ? row.share_before : null,
          abc: row.abc,
          cv: row.cv,
          xyz: row.xyz,
          ...(row.xyz_reason === null ? {} : { xyzReason: row.xyz_reason }),
          ...(row.xyz_preliminary ? { xyzPreliminary: true } : {}),
          ...(row.not_positive ? { notPositive: true } : {}),
        }),
      ),
  };
}

/** Makes the session's table `seen_class`: the ranked customers that the actor sees, classed against the whole base. */
export async function prepareClasses(
  reader: MirrorReader,
  { definitions, asOf, scope }: ReportQuestion,
): Promise<void> {
  const responsible = mirrorSql`customer.responsible_id`;
  await reader.rows(
    mirrorSql`create or replace temp table seen_class as
      select class.*, customer.code, customer.name, ${seenSumSql(scope, responsible)} as sees_value
        from (${classesSql(definitions, asOf)}) class
        join pub_customer customer on customer.id = class.customer_id
       where class.is_ranked and ${withinSql(scope.customers, responsible)}`,
  );
}

/** The sum of the values in totals: with a right to totals of all customers seen, else of those whose amounts are seen. */
export function seenValueSql(scope: ReportScope): MirrorSql {
  const wholeSums = scope.totals && scope.customers.persons === undefined;
  return wholeSums
    ? mirrorSql`coalesce(sum(value_minor), 0)::bigint`
    : mirrorSql`coalesce(sum(value_minor) filter (where sees_value), 0)::bigint`;
}

async function classTotals(
  reader: MirrorReader,
  { scope, currency }: ReportQuestion,
): Promise<Record<string, unknown>> {
  const abcRows = await reader.rows<{ abc: string; customers: number; value_minor: string }>(
    mirrorSql`select coalesce(abc, 'none') as abc, count(*)::int as customers, ${seenValueSql(scope)} as value_minor from seen_class group by 1`,
  );
  const xyzRows = await reader.rows<{ xyz: string; customers: number }>(
    mirrorSql`select coalesce(xyz, 'none') as xyz, count(*)::int as customers from seen_class group by 1`,
  );
  const abc = ['A', 'B', 'C', 'none'].map((name) => {
    const found = abcRows.find((row) => row.abc === name);
    return [
      name,
      {
        customers: found?.customers ?? 0,
        value: scope.totals ? money(found?.value_minor ?? 0, currency) : null,
      },
    ] as const;
  });
  const xyz = ['X', 'Y', 'Z', 'none'].map(
    (name) => [name, xyzRows.find((row) => row.xyz === name)?.customers ?? 0] as const,
  );
  return { abc: Object.fromEntries(abc), xyz: Object.fromEntries(xyz) };
}
