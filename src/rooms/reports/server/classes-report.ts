// Report `classes`: ABC and XYZ of every ranked customer at a date, in descending order of value (CLS-2..5).

import { mirrorSql, type MirrorReader } from '#rooms/facts/server/index.ts';
import { classesSql } from '#rooms/classes/server/index.ts';
import { mapped, money, type Report, type ReportQuestion } from './report.ts';
import { seenCustomersSql } from './scope.ts';

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
}

export async function makeClassesReport(reader: MirrorReader, question: ReportQuestion): Promise<Report> {
  const { scope, currency } = question;
  const seesAmounts = scope.amounts === 'all';
  await prepareClasses(reader, question);
  return {
    totals: { ...(await classTotals(reader, question)) },
    columns: [
      { path: 'customer.code', type: 'text' }, { path: 'customer.name', type: 'text' }, { path: 'value', type: 'money' },
      { path: 'shareBefore', type: 'share' }, { path: 'abc', type: 'text' }, { path: 'cv', type: 'share' }, { path: 'xyz', type: 'text' },
    ],
    rows: () =>
      mapped<Row>(
        reader,
        mirrorSql`select code, name, value_minor, round((before_minor::double / total_minor::double)::decimal(18, 12), 6)::double as share_before, abc, cv, xyz,
                         xyz_reason, xyz_preliminary, value_minor <= 0 as not_positive
                    from seen_class order by value_minor desc, customer_id`,
        (row) => ({
          customer: { code: row.code, name: row.name },
          value: seesAmounts ? money(row.value_minor, currency) : null,
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
export async function prepareClasses(reader: MirrorReader, { definitions, asOf, scope }: ReportQuestion): Promise<void> {
  await reader.rows(
    mirrorSql`create or replace temp table seen_class as
      select class.*, customer.code, customer.name, customer.responsible_id
        from (${classesSql(definitions, asOf)}) class
        join pub_customer customer on customer.id = class.customer_id
       where class.is_ranked and ${seenCustomersSql(scope, mirrorSql`customer.responsible_id`)}`,
  );
}

async function classTotals(reader: MirrorReader, { scope, currency }: ReportQuestion): Promise<Record<string, unknown>> {
  const abcRows = await reader.rows<{ abc: string; customers: number; value_minor: string }>(
    mirrorSql`select coalesce(abc, 'none') as abc, count(*)::int as customers, sum(value_minor)::bigint as value_minor from seen_class group by 1`,
  );
  const xyzRows = await reader.rows<{ xyz: string; customers: number }>(
    mirrorSql`select coalesce(xyz, 'none') as xyz, count(*)::int as customers from seen_class group by 1`,
  );
  const seesAmounts = scope.amounts === 'all';
  const abc = ['A', 'B', 'C', 'none'].map((name) => {
    const found = abcRows.find((row) => row.abc === name);
    return [name, { customers: found?.customers ?? 0, value: seesAmounts ? money(found?.value_minor ?? 0, currency) : null }] as const;
  });
  const xyz = ['X', 'Y', 'Z', 'none'].map((name) => [name, xyzRows.find((row) => row.xyz === name)?.customers ?? 0] as const);
  return { abc: Object.fromEntries(abc), xyz: Object.fromEntries(xyz) };
}
