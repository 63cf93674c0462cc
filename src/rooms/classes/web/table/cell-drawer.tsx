// The customers of a clicked cell: count and sum, the rule, the largest first.

import { IconDownload } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { addressOf } from '#platform/web/lib/client.ts';
import { pagedQuery } from '#platform/web/lib/queries.ts';
import { mayDo, useSession } from '#platform/web/lib/session.ts';
import { useTexts } from '#platform/web/lib/texts.tsx';
import { Button, ButtonLink } from '#platform/web/ui/button.tsx';
import { Drawer } from '#platform/web/ui/drawer.tsx';
import { SkeletonText } from '#platform/web/ui/skeleton.tsx';
import { ErrorState } from '#platform/web/ui/states.tsx';
import type { AbcClass } from '../../shared/abc.ts';
import type { listClassedCustomers } from '../../shared/table-contract.ts';
import type { XyzClass } from '../../shared/xyz.ts';
import { ClassMark } from '../marks/class-mark.tsx';
import { CustomerLines } from '../parts/customer-lines.tsx';
import type { DateQuestion } from '../parts/use-question.ts';
import type { ClassTable } from './cells.ts';
import { abcRule, sourceOf, xyzRule } from './class-why.ts';
import type { PickedCell } from './nine-cells.tsx';
import css from './table-tab.module.css';

export interface CellDrawerProps {
  readonly cell: PickedCell;
  readonly table: ClassTable;
  readonly question: DateQuestion;
  readonly onClose: () => void;
}

export function CellDrawer({ cell, table, question, onClose }: CellDrawerProps) {
  const texts = useTexts();
  const { t, formats } = texts;
  const session = useSession();
  const asked = { ...question, abc: cell.abc, xyz: cell.xyz };
  const pages = useInfiniteQuery(
    pagedQuery<typeof listClassedCustomers>('/api/classes/customers', { query: { ...asked, limit: 50 } }),
  );
  const rows = pages.data?.pages.flatMap((page) => page.rows);
  const totals = pages.data?.pages[0]?.totals;
  const letters = `${letterOf(cell.abc)} ${letterOf(cell.xyz)}`;
  return (
    <Drawer
      label={t('classes.cell.title', { letters })}
      title={
        <span className="row soft">
          <ClassMark abc={markOf(cell.abc)} xyz={markOf(cell.xyz)} />
          {t('classes.cell.as_of', { day: formats.day(table.asOf) })}
        </span>
      }
      onClose={onClose}
      foot={
        <>
          <ButtonLink to={addressOf('/classes', { query: { tab: 'customers', ...asked } })}>
            {t('classes.cell.open_list')}
          </ButtonLink>
          {mayDo(session, { resource: 'customers', action: 'export' }) && (
            <ButtonLink
              kind="quiet"
              icon={IconDownload}
              download
              to={addressOf('/api/classes/customers/export', { query: { ...asked, format: 'xlsx' } })}
            >
              {t('classes.export')}
            </ButtonLink>
          )}
        </>
      }
    >
      {totals && (
        <p className={css.big}>
          {formats.int(totals.customers)}{' '}
          <span className={css.bigNote}>
            {totals.value === null
              ? t('classes.customers_word', { count: totals.customers })
              : t('classes.cell.sum', {
                  customers: t('classes.customers_word', { count: totals.customers }),
                  sum: formats.money(totals.value, session.company.currency, 0),
                })}
          </span>
        </p>
      )}
      <p className={css.rule}>
        {abcRule(texts, table.definitions)} {xyzRule(texts, table.definitions)}{' '}
        <span className="muted">{sourceOf(texts, table.version, table.asOf)}</span>
      </p>
      {rows && <CustomerLines rows={rows} />}
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

function letterOf(letter: string): string {
  return letter === 'none' ? '—' : letter;
}

function markOf<Letter extends AbcClass | XyzClass>(letter: Letter | 'none'): Letter | null {
  return letter === 'none' ? null : letter;
}
