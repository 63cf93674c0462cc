// Who would move by the tried borders: customer, classes now and then.

import { useInfiniteQuery } from '@tanstack/react-query';
import { pagedQuery } from '#platform/web/lib/queries.ts';
import { useTexts } from '#platform/web/lib/texts.tsx';
import { Button } from '#platform/web/ui/button.tsx';
import { Drawer } from '#platform/web/ui/drawer.tsx';
import { AppLink } from '#platform/web/ui/link.tsx';
import { LineList } from '#platform/web/ui/record.tsx';
import { SkeletonText } from '#platform/web/ui/skeleton.tsx';
import { EmptyState, ErrorState } from '#platform/web/ui/states.tsx';
import type { listBorderMoves } from '../../shared/table-contract.ts';
import { ClassMark } from '../marks/class-mark.tsx';
import { customerAddress } from '../parts/customer-lines.tsx';
import type { DateQuestion } from '../parts/use-question.ts';
import type { TriedBorders } from './tried.ts';

export interface MovesDrawerProps {
  readonly question: DateQuestion;
  readonly tried: TriedBorders;
  readonly onClose: () => void;
}

export function MovesDrawer({ question, tried, onClose }: MovesDrawerProps) {
  const { t, formats } = useTexts();
  const pages = useInfiniteQuery(
    pagedQuery<typeof listBorderMoves>('/api/classes/borders/customers', {
      query: { ...question, ...tried, limit: 50 },
    }),
  );
  const rows = pages.data?.pages.flatMap((page) => page.rows);
  const moving = pages.data?.pages[0]?.moving ?? 0;
  return (
    <Drawer
      label={t('classes.what_if.moves')}
      title={
        <>
          <span className="strong">{t('classes.what_if.moves')}</span>{' '}
          {rows && <span className="muted number">{formats.int(moving)}</span>}
        </>
      }
      onClose={onClose}
    >
      {rows && (
        <LineList
          lines={rows.map(({ row, abcThen, xyzThen }) => ({
            key: row.customer.id,
            title: <AppLink to={customerAddress(row.customer.id)}>{row.customer.name}</AppLink>,
            value: (
              <span className="row">
                <ClassMark abc={row.abc} xyz={row.xyz} />
                <span aria-hidden="true" className="muted">
                  →
                </span>
                <ClassMark abc={abcThen} xyz={xyzThen} />
              </span>
            ),
            note: [
              row.value === null ? undefined : formats.amount(row.value, 0),
              row.cv === null ? undefined : t('classes.row.cv', { cv: formats.percent(row.cv, 1) }),
            ]
              .filter((part) => part !== undefined)
              .join(' · '),
          }))}
        />
      )}
      {rows?.length === 0 && <EmptyState isInline>{t('classes.what_if.nobody')}</EmptyState>}
      {pages.isPending && <SkeletonText lines={8} />}
      {pages.error && <ErrorState isInline error={pages.error} onRetry={() => void pages.refetch()} />}
      {pages.hasNextPage && (
        <Button kind="quiet" busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {t('classes.more')}
        </Button>
      )}
    </Drawer>
  );
}
