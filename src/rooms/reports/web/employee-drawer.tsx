// The rows behind a figure of the table by employee: the rule, then customer, product, day and amount.

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { query } from '#platform/web/lib/queries.ts';
import { useSession } from '#platform/web/lib/session.ts';
import { useTexts } from '#platform/web/lib/texts.tsx';
import { Button } from '#platform/web/ui/button.tsx';
import { Drawer } from '#platform/web/ui/drawer.tsx';
import { AppLink } from '#platform/web/ui/link.tsx';
import { MoneyText } from '#platform/web/ui/money-text.tsx';
import { LineList } from '#platform/web/ui/record.tsx';
import { SkeletonText } from '#platform/web/ui/skeleton.tsx';
import { ErrorState } from '#platform/web/ui/states.tsx';
import { customerAddress } from '#rooms/classes/web/index.ts';
import type { employeeFacts } from '../shared/contract.ts';
import { figureKind } from './figures.ts';
import type { EmployeeFigure } from './figures.ts';
import css from './reports.module.css';
import type { AskedPeriod } from './use-period.ts';

export interface EmployeeDrawerProps {
  readonly figure: EmployeeFigure;
  /** Code, `none` for no employee, `all` for everybody. */
  readonly employee: string;
  readonly name: string | undefined;
  readonly value: string | number | null;
  readonly asked: AskedPeriod;
  readonly version: number;
  readonly onClose: () => void;
}

export function EmployeeDrawer({
  figure,
  employee,
  name,
  value,
  asked,
  version,
  onClose,
}: EmployeeDrawerProps) {
  const { t, formats } = useTexts();
  const { company } = useSession();
  const [limit, setLimit] = useState(100);
  const whose = employee === 'all' ? {} : { employee: employee === 'none' ? '' : employee };
  const facts = useQuery(
    query<typeof employeeFacts>('/api/reports/employees/facts', {
      query: { figure, from: asked.from, to: asked.to, limit, ...whose },
    }),
  );
  const who = employee === 'all' ? t('reports.total') : (name ?? t('reports.no_employee'));
  const label = `${who}: ${t(`reports.column.${figure}`)}`;
  const shown =
    value === null
      ? '—'
      : figureKind(figure) === 'count'
        ? formats.int(Number(value))
        : formats.money(String(value), company.currency, 0);
  return (
    <Drawer label={label} title={<span className="soft">{label}</span>} onClose={onClose}>
      <p className={css.big}>
        {shown} <span>{formats.days(asked.from, asked.to)}</span>
      </p>
      <p className={css.rule}>
        {t(`reports.rule.${figure}`)}{' '}
        <span className="muted">{t('reports.rule_version', { version: String(version) })}</span>
      </p>
      {facts.isPending && <SkeletonText lines={8} />}
      {facts.error && <ErrorState isInline error={facts.error} onRetry={() => void facts.refetch()} />}
      {facts.data && (
        <LineList
          lines={facts.data.rows.map((row, index) => ({
            key: `${row.customer.code} ${row.on} ${index}`,
            title:
              row.customer.id === undefined ? (
                row.customer.name
              ) : (
                <AppLink to={customerAddress(row.customer.id)}>{row.customer.name}</AppLink>
              ),
            value: row.amount === null ? formats.day(row.on) : <MoneyText amount={row.amount} digits={0} />,
            note: [
              row.product,
              row.document === null ? null : t('reports.document', { number: row.document }),
              row.amount === null ? null : formats.day(row.on),
            ]
              .filter((part) => part !== null)
              .join(' · '),
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
