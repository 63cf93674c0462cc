// Who is leaving: name, silence against the usual rhythm, the last twelve months.

import { useQuery } from '@tanstack/react-query';
import { useTexts } from '#platform/web/lib/texts.tsx';
import { AppLink } from '#platform/web/ui/link.tsx';
import { LineList, Section } from '#platform/web/ui/record.tsx';
import { SkeletonText } from '#platform/web/ui/skeleton.tsx';
import { Sparkline } from '#platform/web/ui/sparkline.tsx';
import { ErrorState } from '#platform/web/ui/states.tsx';
import { customerAddress } from '#rooms/classes/web/index.ts';
import { leavingQuestion } from './questions.ts';
import css from './overview.module.css';

export function Leaving({ asOf }: { readonly asOf: string }) {
  const { t, formats } = useTexts();
  const leaving = useQuery(leavingQuestion(asOf));
  const data = leaving.data;
  return (
    <Section
      isAside
      title={t('classes.life.tab.leaving')}
      action={data && t('classes.customers_word', { count: data.customers })}
    >
      {leaving.error && <ErrorState isInline error={leaving.error} onRetry={() => void leaving.refetch()} />}
      {leaving.isPending && <SkeletonText lines={5} />}
      {data?.rows.length === 0 && (
        <p className="soft small">{t('classes.leaving.none', { day: formats.day(asOf) })}</p>
      )}
      {data && (
        <LineList
          lines={data.rows.map((row) => ({
            key: row.customer.id,
            title: <AppLink to={customerAddress(row.customer.id)}>{row.customer.name}</AppLink>,
            value: row.months.length > 0 ? <Sparkline values={row.months} /> : undefined,
            note: t('reports.overview.silent', {
              days: t('classes.leaving.days', { count: row.days }),
              usual: Math.round(row.usualDays),
            }),
          }))}
        />
      )}
      {data && data.customers > 0 && (
        <p className={css.more}>
          <AppLink to={`/life-cycle?tab=leaving&to=${asOf}`}>{t('reports.overview.all')}</AppLink>
        </p>
      )}
    </Section>
  );
}
