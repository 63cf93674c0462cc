// What follows from the totals: the ratio of the period, the mean first sale, distinct customers; each opens its reason.

import { useSession } from '#platform/web/lib/session.ts';
import { useTexts } from '#platform/web/lib/texts.tsx';
import { Figure } from '#platform/web/ui/figure.tsx';
import { meanOf, ratioOf } from './change.ts';
import type { EmployeesReport } from './employees-page.tsx';
import css from './reports.module.css';

export function DerivedFigures({ report }: { readonly report: EmployeesReport }) {
  const { t, formats } = useTexts();
  const { company } = useSession();
  const { totals, definitions } = report;
  const ratio = ratioOf(totals.firstSales, totals.potentialCustomers);
  const mean = meanOf(totals.firstSalesAmount, totals.firstSales);
  const source = t('reports.why.source', {
    version: String(definitions.version),
    period: formats.days(definitions.from, definitions.to),
  });
  const count = (value: number) => formats.int(value);
  const cohort =
    totals.cohortBought === null ? null : ratioOf(totals.cohortBought, totals.potentialCustomers);
  return (
    <div className={css.derived}>
      {totals.cohortBought !== null && (
        <span>
          {t('reports.derived.conversion')}{' '}
          <b>
            <Figure
              why={{
                title: t('reports.why.conversion_title'),
                rule: t('reports.why.conversion_rule'),
                inputs: [
                  { label: t('reports.why.conversion_bought'), value: count(totals.cohortBought) },
                  { label: t('reports.column.potentialCustomers'), value: count(totals.potentialCustomers) },
                ],
                formula: {
                  label: `${count(totals.cohortBought)} / ${count(totals.potentialCustomers)}`,
                  value: cohort === null ? '—' : formats.percent(cohort, 2),
                },
                source,
              }}
            >
              {cohort === null ? '—' : formats.percent(cohort, 1)}
            </Figure>
          </b>
        </span>
      )}
      <span>
        {t('reports.derived.ratio')}{' '}
        <b>
          <Figure
            why={{
              title: t('reports.why.ratio_title'),
              rule: t(`reports.why.ratio_rule_${definitions.potential === 'stock' ? 'stock' : 'flow'}`),
              inputs: [
                { label: t('reports.column.firstSales'), value: count(totals.firstSales) },
                { label: t('reports.column.potentialCustomers'), value: count(totals.potentialCustomers) },
              ],
              formula: {
                label: `${count(totals.firstSales)} / ${count(totals.potentialCustomers)}`,
                value: ratio === null ? '—' : formats.percent(ratio, 2),
              },
              source,
            }}
          >
            {ratio === null ? '—' : formats.percent(ratio, 1)}
          </Figure>
        </b>
      </span>
      <span>
        {t('reports.derived.mean')}{' '}
        <b>
          <Figure
            why={{
              title: t('reports.why.mean_title'),
              rule: t('reports.why.mean_rule'),
              inputs: [
                {
                  label: t('reports.column.firstSalesAmount'),
                  value:
                    totals.firstSalesAmount === null
                      ? '—'
                      : formats.money(totals.firstSalesAmount, company.currency),
                },
                { label: t('reports.column.firstSales'), value: count(totals.firstSales) },
              ],
              formula: {
                label: t('reports.derived.mean'),
                value: mean === null ? '—' : formats.money(mean, company.currency, 2),
              },
              source,
            }}
          >
            {mean === null ? '—' : formats.money(mean, company.currency, 0)}
          </Figure>
        </b>
      </span>
      <span>
        {t('reports.derived.customers')} <b className="number">{count(totals.firstSaleCustomers)}</b>
      </span>
    </div>
  );
}
