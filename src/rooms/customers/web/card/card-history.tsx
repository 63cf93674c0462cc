import { usePagedRows } from '#platform/web/lib/queries.ts';
import { useSession } from '#platform/web/lib/session.ts';
import { useTexts } from '#platform/web/lib/texts.tsx';
import { Button } from '#platform/web/ui/button.tsx';
import { SkeletonText } from '#platform/web/ui/skeleton.tsx';
import { EmptyState, ErrorState } from '#platform/web/ui/states.tsx';
import type { listHistory } from '../../shared/contract.ts';
import { wordsOfChange } from './change-words.ts';
import css from './card.module.css';

/** Who changed what of this customer, newest first. */
export function CardHistory({ customerId }: { readonly customerId: string }) {
  const texts = useTexts();
  const { t, tryText, formats } = texts;
  const { timeZone } = useSession().company;
  const list = usePagedRows<typeof listHistory>('/api/customers/:id/history', {
    params: { id: customerId },
    query: {},
  });
  if (list.error && !list.rows) return <ErrorState error={list.error} onRetry={list.retry} isInline />;
  if (!list.rows) return <SkeletonText lines={6} />;
  if (list.rows.length === 0) return <EmptyState isInline>{t('customers.card.history.empty')}</EmptyState>;
  return (
    <>
      <ul className={css['entries']}>
        {list.rows.map((entry) => (
          <li key={entry.id} className={css['entry']}>
            <span className="muted number">{formats.moment(entry.at, timeZone)}</span>
            <div>
              <p className="medium">{tryText(`customers.history.${entry.action}`) ?? entry.action}</p>
              {wordsOfChange(texts, entry).map((line) => (
                <p key={line.field} className="soft small">
                  {line.field}: {line.before !== '' && <s className="muted">{line.before}</s>} {line.after}
                </p>
              ))}
            </div>
            <span className="soft cut">{entry.person ?? ''}</span>
          </li>
        ))}
      </ul>
      {list.hasMore && (
        <Button kind="quiet" busy={list.isLoadingMore} onClick={list.onEnd}>
          {t('customers.card.history.more')}
        </Button>
      )}
    </>
  );
}
