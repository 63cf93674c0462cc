import { useQuery } from '@tanstack/react-query';
import { query } from '#platform/web/lib/queries.ts';
import { useTexts } from '#platform/web/lib/texts.tsx';
import type { Column } from '#platform/web/ui/data-table.tsx';
import { DataTable } from '#platform/web/ui/data-table.tsx';
import { useGo } from '#platform/web/ui/link.tsx';
import { ReportPage } from '#platform/web/ui/pages.tsx';
import { Section } from '#platform/web/ui/record.tsx';
import { EmptyState, ErrorState } from '#platform/web/ui/states.tsx';
import type { ReplyOf } from '#platform/shared/endpoint.ts';
import type { getBaseQuality } from '../shared/quality-contract.ts';
import form from './form.module.css';
import { QualityTabs } from './quality/quality-tabs.tsx';

type Need = ReplyOf<typeof getBaseQuality>['needs'][number];

/** What is missing in the base, the most missing first; a row opens the customers that lack it (CL-5). */
export function Page() {
  const texts = useTexts();
  const { t, formats } = texts;
  const go = useGo();
  const quality = useQuery(query<typeof getBaseQuality>('/api/customers/quality', {}));
  const needs = quality.data?.needs.toSorted((left, right) => right.missing - left.missing);
  const customers = quality.data?.customers;
  return (
    <ReportPage title={t('customers.quality.title')} tabs={<QualityTabs current="quality" />}>
      {quality.isError ? (
        <ErrorState error={quality.error} onRetry={() => void quality.refetch()} />
      ) : customers === 0 ? (
        <EmptyState>{t('customers.quality.empty')}</EmptyState>
      ) : (
        <Section
          isRuled
          title={t('customers.quality.completeness')}
          note={
            quality.data &&
            t('customers.quality.summary', {
              count: formats.int(quality.data.customers),
              complete: formats.int(quality.data.complete),
            })
          }
        >
          <DataTable
            isInline
            label={t('customers.quality.completeness')}
            columns={columnsOf(texts)}
            rows={needs}
            rowKey={(row) => row.need}
            onOpen={(row) => go(`/customers?missing=${encodeURIComponent(row.need)}`)}
          />
        </Section>
      )}
    </ReportPage>
  );
}

function columnsOf({ t, tryText, formats }: ReturnType<typeof useTexts>): Column<Need>[] {
  return [
    {
      key: 'need',
      title: t('customers.quality.need'),
      phone: 'name',
      grow: true,
      render: (row) => (
        <span className={form['first']}>{row.name ?? tryText(`customers.need.${row.need}`) ?? row.need}</span>
      ),
      exportValue: (row) => row.name ?? row.need,
    },
    {
      key: 'block',
      title: t('customers.quality.block'),
      phone: 'marks',
      render: (row) => <span className="soft">{t(`customers.block.${row.block}`)}</span>,
      exportValue: (row) => row.block,
    },
    {
      key: 'asked',
      title: t('customers.quality.asked'),
      align: 'right',
      render: (row) => formats.int(row.asked),
      exportValue: (row) => row.asked,
    },
    {
      key: 'missing',
      title: t('customers.quality.missing'),
      align: 'right',
      phone: 'sum',
      render: (row) => <span className="medium">{formats.int(row.missing)}</span>,
      exportValue: (row) => row.missing,
    },
    {
      key: 'share',
      title: t('customers.quality.share'),
      align: 'right',
      phone: 'note',
      render: (row) => (row.asked === 0 ? '—' : formats.percent(row.missing / row.asked)),
      exportValue: (row) => (row.asked === 0 ? null : row.missing / row.asked),
    },
  ];
}
