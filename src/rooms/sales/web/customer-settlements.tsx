// The settlements of a customer in its card; one opens its lines in place.

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReplyOf } from '#platform/shared/endpoint.ts';
import { query, usePagedRows } from '#platform/web/lib/queries.ts';
import { ApiError } from '#platform/web/lib/client.ts';
import { useTexts } from '#platform/web/lib/texts.tsx';
import { Button } from '#platform/web/ui/button.tsx';
import { MoneyText } from '#platform/web/ui/money-text.tsx';
import { Section } from '#platform/web/ui/record.tsx';
import { SkeletonText } from '#platform/web/ui/skeleton.tsx';
import { ErrorState } from '#platform/web/ui/states.tsx';
import type { CardPanelProps } from '#rooms/customers/web/index.ts';
import type { getSettlement, listSettlements } from '../shared/contract.ts';
import css from './settlements.module.css';

type Settlement = ReplyOf<typeof listSettlements>['rows'][number];

export function Panel({ customerId }: CardPanelProps) {
  const { t, formats } = useTexts();
  const list = usePagedRows<typeof listSettlements>('/api/customers/:id/settlements', {
    params: { id: customerId },
    query: { limit: 20 },
  });
  const [open, setOpen] = useState<string>();
  if (list.error instanceof ApiError && list.error.status === 404) return null;
  const totals = list.first?.totals;
  return (
    <Section
      title={t('sales.settlements')}
      note={
        totals &&
        totals.settlements > 0 &&
        t('sales.totals', {
          count: totals.settlements,
          figure: formats.int(totals.settlements),
          sum: formats.amount(totals.amount, 0),
        })
      }
    >
      {list.error && !list.rows && <ErrorState error={list.error} onRetry={list.retry} isInline />}
      {!list.rows && !list.error && <SkeletonText lines={4} />}
      {list.rows?.length === 0 && <p className="muted">{t('sales.empty')}</p>}
      <ul className={css['list']}>
        {list.rows?.map((row) => (
          <SettlementRow
            key={row.id}
            row={row}
            customerId={customerId}
            isOpen={row.id === open}
            onOpen={() => setOpen(row.id === open ? undefined : row.id)}
          />
        ))}
      </ul>
      {list.hasMore && (
        <Button kind="quiet" busy={list.isLoadingMore} onClick={list.onEnd}>
          {t('sales.more')}
        </Button>
      )}
    </Section>
  );
}

interface SettlementRowProps {
  readonly row: Settlement;
  readonly customerId: string;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
}

function SettlementRow({ row, customerId, isOpen, onOpen }: SettlementRowProps) {
  const { t, formats } = useTexts();
  return (
    <li>
      <button type="button" className={css['row']} aria-expanded={isOpen} onClick={onOpen}>
        <span className="soft number">{formats.day(row.day)}</span>
        <span className="medium cut">
          {t(`sales.kind.${row.kind}`)} №&nbsp;{row.number}
        </span>
        <span className="soft cut">{row.employee?.name ?? ''}</span>
        <span className={css['sum']}>
          <MoneyText amount={row.amount} currency={row.currency} />
        </span>
      </button>
      {isOpen && <Lines customerId={customerId} settlementId={row.id} />}
    </li>
  );
}

function Lines({ customerId, settlementId }: { readonly customerId: string; readonly settlementId: string }) {
  const { t, formats } = useTexts();
  const one = useQuery(
    query<typeof getSettlement>('/api/customers/:id/settlements/:settlementId', {
      params: { id: customerId, settlementId },
    }),
  );
  if (one.error) return <ErrorState error={one.error} isInline onRetry={() => void one.refetch()} />;
  if (!one.data) return <SkeletonText lines={2} />;
  return (
    <table className={css['lines']}>
      <thead>
        <tr>
          <th>{t('sales.product')}</th>
          <th>{t('sales.quantity')}</th>
          <th>{t('sales.price')}</th>
          <th>{t('sales.amount')}</th>
        </tr>
      </thead>
      <tbody>
        {one.data.items.map((line) => (
          <tr key={line.lineNo}>
            <td>{line.product?.name ?? <span className="muted">{t('sales.no_product')}</span>}</td>
            <td>{line.quantity === undefined ? '' : formats.decimal(line.quantity)}</td>
            <td>{line.price === undefined ? '' : formats.decimal(line.price)}</td>
            <td>{formats.amount(line.amount)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
