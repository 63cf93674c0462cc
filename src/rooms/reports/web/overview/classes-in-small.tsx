// ABC x XYZ in small, and the customers who matter most.

import { useQuery } from '@tanstack/react-query';
import { useSession } from '#platform/web/lib/session.ts';
import { useTexts } from '#platform/web/lib/texts.tsx';
import { AppLink, useGo } from '#platform/web/ui/link.tsx';
import { MoneyText } from '#platform/web/ui/money-text.tsx';
import { LineList, Section } from '#platform/web/ui/record.tsx';
import { SkeletonText } from '#platform/web/ui/skeleton.tsx';
import { ErrorState } from '#platform/web/ui/states.tsx';
import { ClassMark, NineCells, customerAddress, writeCell } from '#rooms/classes/web/index.ts';
import { keyQuestion, largestQuestion, tableQuestion } from './questions.ts';
import css from './overview.module.css';

export function ClassesInSmall({ asOf }: { readonly asOf: string }) {
  const { t, formats } = useTexts();
  const go = useGo();
  const table = useQuery(tableQuestion(asOf));
  return (
    <Section
      isAside
      title={t('reports.overview.classes')}
      note={t('reports.overview.classes_note', { day: formats.day(asOf) })}
    >
      {table.error && <ErrorState isInline error={table.error} onRetry={() => void table.refetch()} />}
      {table.isPending && <SkeletonText lines={5} />}
      {table.data && (
        <NineCells
          isSmall
          table={table.data}
          onPick={(cell) => go(`/classes?cell=${writeCell(cell)}&asOf=${asOf}`)}
        />
      )}
      <p className={css.more}>
        <AppLink to="/classes">{t('reports.overview.all_classes')}</AppLink>
      </p>
    </Section>
  );
}

/** Key customers; where nobody is key yet, the largest ones. */
export function KeyCustomers({ asOf }: { readonly asOf: string }) {
  const { t, formats } = useTexts();
  const { company } = useSession();
  const key = useQuery(keyQuestion(asOf));
  const hasKey = (key.data?.totals.customers ?? 0) > 0;
  const largest = useQuery({ ...largestQuestion(asOf), enabled: key.data !== undefined && !hasKey });
  const shown = hasKey ? key.data : largest.data;
  const found = hasKey ? key : largest;
  if (shown?.rows.length === 0) return null;
  return (
    <Section
      isAside
      title={t(hasKey ? 'reports.overview.key' : 'reports.overview.largest')}
      note={t('reports.overview.turnover_note', { currency: formats.currency(company.currency) })}
    >
      {(key.error ?? largest.error) && (
        <ErrorState isInline error={key.error ?? largest.error} onRetry={() => void found.refetch()} />
      )}
      {!shown && !key.error && !largest.error && <SkeletonText lines={5} />}
      {shown && (
        <LineList
          lines={shown.rows.map((row) => ({
            key: row.customer.id,
            title: <AppLink to={customerAddress(row.customer.id)}>{row.customer.name}</AppLink>,
            value: (
              <span className="row">
                <ClassMark abc={row.abc} xyz={row.xyz} />
                <MoneyText amount={row.value} digits={0} />
              </span>
            ),
          }))}
        />
      )}
      <p className={css.more}>
        <AppLink to={`/classes?tab=customers${hasKey ? '&key=true' : '&abc=A'}&asOf=${asOf}`}>
          {t('reports.overview.all')}
        </AppLink>
      </p>
    </Section>
  );
}
