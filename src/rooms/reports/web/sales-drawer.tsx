// The settlements behind a figure of sales: count and sum, the rule, the largest first.

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { query as ask } from '#platform/web/lib/queries.ts';
import { useSession } from '#platform/web/lib/session.ts';
import { useTexts } from '#platform/web/lib/texts.tsx';
import { Button } from '#platform/web/ui/button.tsx';
import { Drawer } from '#platform/web/ui/drawer.tsx';
import { AppLink } from '#platform/web/ui/link.tsx';
import { MoneyText } from '#platform/web/ui/money-text.tsx';
import { LineList } from '#platform/web/ui/record.tsx';
import { SkeletonText } from '#platform/web/ui/skeleton.tsx';
import { EmptyState, ErrorState } from '#platform/web/ui/states.tsx';
import { customerAddress } from '#rooms/classes/web/index.ts';
import type { salesFacts } from '../shared/contract.ts';
import css from './reports.module.css';

export interface SalesDrawerProps {
  readonly label: string;
  readonly rule: string;
  readonly query: {
    readonly from: string;
    readonly to: string;
    readonly product?: string;
    readonly direction?: string;
  };
  readonly onClose: () => void;
}

export function SalesDrawer({ label, rule, query, onClose }: SalesDrawerProps) {
  const { t, formats } = useTexts();
  const { company } = useSession();
  const [limit, setLimit] = useState(100);
  const facts = useQuery(ask<typeof salesFacts>('/api/reports/sales/facts', { query: { ...query, limit } }));
  const totals = facts.data?.totals;
  return (
    <Drawer label={label} title={<span className="soft">{label}</span>} onClose={onClose}>
      {totals && (
        <p className={css.big}>
          {totals.amount === null ? '—' : formats.money(totals.amount, company.currency, 0)}{' '}
          <span>
            {t('reports.settlements_word', { count: totals.settlements })},{' '}
            {t('classes.customers_word', { count: totals.customers })}
          </span>
        </p>
      )}
      <p className={css.rule}>{rule}</p>
      {facts.isPending && <SkeletonText lines={8} />}
      {facts.error && <ErrorState isInline error={facts.error} onRetry={() => void facts.refetch()} />}
      {facts.data?.rows.length === 0 && <EmptyState isInline>{t('reports.no_sales')}</EmptyState>}
      {facts.data && (
        <LineList
          lines={facts.data.rows.map((row) => ({
            key: `${row.customer.code} ${row.on} ${row.document ?? ''}`,
            title:
              row.customer.id === undefined ? (
                row.customer.name
              ) : (
                <AppLink to={customerAddress(row.customer.id)}>{row.customer.name}</AppLink>
              ),
            value: <MoneyText amount={row.amount} digits={0} />,
            note: (
              <span title={row.products ?? undefined}>
                {[
                  formats.day(row.on),
                  row.document === null ? undefined : t('reports.document', { number: row.document }),
                  row.products === null ? undefined : shorten(row.products),
                ]
                  .filter((part) => part !== undefined)
                  .join(' · ')}
              </span>
            ),
          }))}
        />
      )}
      {facts.data?.hasMore === true && (
        <Button kind="quiet" busy={facts.isFetching} onClick={() => setLimit(Math.min(5000, limit * 5))}>
          {t('classes.more')}
        </Button>
      )}
    </Drawer>
  );
}

/** About two lines of a drawer; the whole stands in the tooltip. */
function shorten(text: string): string {
  return text.length <= 72 ? text : `${text.slice(0, 70).trimEnd()}…`;
}
