// The table by employee for a period: exactly its columns, compared, every figure down to its rows (KPI-8).

import { useQuery, keepPreviousData } from '@tanstack/react-query';
import type { ReplyOf } from '#platform/shared/endpoint.ts';
import { useAddress } from '#platform/web/lib/address.ts';
import { query } from '#platform/web/lib/queries.ts';
import { useSession } from '#platform/web/lib/session.ts';
import { useTexts } from '#platform/web/lib/texts.tsx';
import type { Texts } from '#platform/web/lib/texts.tsx';
import { DataTable } from '#platform/web/ui/data-table.tsx';
import type { Column } from '#platform/web/ui/data-table.tsx';
import { EmptyState, ErrorState } from '#platform/web/ui/states.tsx';
import { employeeFigures, figureKind } from './figures.ts';
import type { EmployeeFigure } from './figures.ts';
import type { employeesReport } from '../shared/contract.ts';
import { DerivedFigures } from './derived-figures.tsx';
import { EmployeeDrawer } from './employee-drawer.tsx';
import { ReportFrame } from './report-frame.tsx';
import css from './reports.module.css';
import { TwoLines } from './two-lines.tsx';
import type { AskedPeriod } from './use-period.ts';

export type EmployeesReport = ReplyOf<typeof employeesReport>;
type Row = EmployeesReport['rows'][number];

export function Page() {
  return (
    <ReportFrame name="employees" panel={(asked) => <Panel asked={asked} />}>
      {(asked) => <EmployeesTable asked={asked} />}
    </ReportFrame>
  );
}

function useEmployees(asked: { readonly from: string; readonly to: string } | undefined) {
  const period = asked ?? { from: '2000-01-01', to: '2000-01-01' };
  return useQuery({
    ...query<typeof employeesReport>('/api/reports/employees', {
      query: { from: period.from, to: period.to, limit: 1000 },
    }),
    enabled: asked !== undefined,
    placeholderData: keepPreviousData,
  });
}

function EmployeesTable({ asked }: { readonly asked: AskedPeriod }) {
  const texts = useTexts();
  const { t } = texts;
  const { company } = useSession();
  const { search, change } = useAddress();
  const report = useEmployees(asked);
  const earlier = useEmployees(asked.before);
  if (report.error) return <ErrorState error={report.error} onRetry={() => void report.refetch()} />;
  const before = asked.before ? earlier.data : undefined;
  const picked = readPick(search['pick']);
  const open = (employee: string, figure: EmployeeFigure) => change({ pick: `${figure}:${employee}` });
  const beforeOf = (row: Row) => before?.rows.find((one) => one.employee.code === row.employee.code);
  const columns: Column<Row>[] = [
    {
      key: 'employee',
      title: t('reports.column.employee.name'),
      phone: undefined,
      render: (row) => <span className="medium">{row.employee.name ?? t('reports.no_employee')}</span>,
      exportValue: (row) => row.employee.name,
    },
    ...employeeFigures.map((figure) =>
      figureColumn(texts, figure, company.currency, (row) => ({
        before: before ? (beforeOf(row)?.[figure] ?? (figureKind(figure) === 'count' ? 0 : '0')) : undefined,
        isOpen: picked?.figure === figure && picked.employee === keyOf(row),
        onOpen: () => open(keyOf(row), figure),
      })),
    ),
  ];
  const totals = report.data?.totals;
  return (
    <>
      <div className={css.wide}>
        <DataTable
          isInline
          label={t('reports.employees.title')}
          columns={columns}
          rows={report.data?.rows}
          rowKey={keyOf}
          rowHeight={48}
          isStale={report.isPlaceholderData}
          picked={picked && { row: picked.employee, column: picked.figure }}
          totals={
            totals && {
              employee: <span className="strong">{t('reports.total')}</span>,
              ...Object.fromEntries(
                employeeFigures.map((figure) => [
                  figure,
                  <TwoLines
                    key={figure}
                    value={totals[figure]}
                    before={before?.totals[figure]}
                    kind={figureKind(figure)}
                    label={`${t('reports.total')}: ${t(`reports.column.${figure}`)}`}
                    isOpen={picked?.figure === figure && picked.employee === 'all'}
                    onOpen={() => open('all', figure)}
                  />,
                ]),
              ),
            }
          }
          empty={<EmptyState>{t('reports.employees.none')}</EmptyState>}
        />
      </div>
      {report.data && totals && <DerivedFigures report={report.data} />}
    </>
  );
}

interface Shown {
  readonly before: string | number | null | undefined;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
}

function figureColumn(
  texts: Texts,
  figure: EmployeeFigure,
  currency: string,
  shown: (row: Row) => Shown,
): Column<Row> {
  const { t, formats } = texts;
  const isCount = figureKind(figure) === 'count';
  return {
    key: figure,
    title: t(`reports.figure.${figure}`),
    hint: t(`reports.column.${figure}`),
    align: 'right',
    group: isCount
      ? t('reports.group.count')
      : t('reports.group.amount', { currency: formats.currency(currency) }),
    render: (row) => (
      <TwoLines
        value={row[figure]}
        kind={figureKind(figure)}
        label={`${row.employee.name ?? t('reports.no_employee')}: ${t(`reports.column.${figure}`)}`}
        {...shown(row)}
      />
    ),
    exportValue: (row) => row[figure],
  };
}

function keyOf(row: Row): string {
  return row.employee.code ?? 'none';
}

function readPick(text: string | undefined): { figure: EmployeeFigure; employee: string } | undefined {
  const at = text?.indexOf(':') ?? -1;
  const figure = employeeFigures.find((one) => one === text?.slice(0, at));
  return text === undefined || figure === undefined ? undefined : { figure, employee: text.slice(at + 1) };
}

function Panel({ asked }: { readonly asked: AskedPeriod }) {
  const { search, change } = useAddress();
  const picked = readPick(search['pick']);
  const report = useEmployees(asked);
  if (!picked || !report.data) return null;
  const row =
    picked.employee === 'all'
      ? report.data.totals
      : report.data.rows.find((one) => keyOf(one) === picked.employee);
  if (!row) return null;
  return (
    <EmployeeDrawer
      key={search['pick']}
      figure={picked.figure}
      employee={picked.employee}
      name={row.employee?.name ?? undefined}
      value={row[picked.figure]}
      asked={asked}
      version={report.data.definitions.version}
      onClose={() => change({ pick: undefined })}
    />
  );
}
