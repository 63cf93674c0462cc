// The customers of a cell, a class or all ranked ones as a list, in descending order of value.

import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useAddress } from '#platform/web/lib/address.ts';
import { pagedQuery } from '#platform/web/lib/queries.ts';
import { useSession } from '#platform/web/lib/session.ts';
import { useTexts } from '#platform/web/lib/texts.tsx';
import { Button } from '#platform/web/ui/button.tsx';
import { AddCondition, Chip, ConditionBar } from '#platform/web/ui/condition-bar.tsx';
import { DataTable } from '#platform/web/ui/data-table.tsx';
import { EmptyState, ErrorState } from '#platform/web/ui/states.tsx';
import type { listClassedCustomers } from '../../shared/table-contract.ts';
import { ChoiceList } from '../parts/choice.tsx';
import { classedColumns } from '../parts/classed-columns.tsx';
import type { DateQuestion } from '../parts/use-question.ts';

const abcChoices = ['A', 'B', 'C', 'none'] as const;
const xyzChoices = ['X', 'Y', 'Z', 'none'] as const;

export function CustomersTab({ question }: { readonly question: DateQuestion }) {
  const texts = useTexts();
  const { t, formats } = texts;
  const { search, change } = useAddress();
  const { company } = useSession();
  const abc = abcChoices.find((letter) => letter === search['abc']);
  const xyz = xyzChoices.find((letter) => letter === search['xyz']);
  const isKey = search['key'] === 'true';
  const asked = { ...question, ...(abc && { abc }), ...(xyz && { xyz }), ...(isKey && { key: true }) };
  const pages = useInfiniteQuery(
    pagedQuery<typeof listClassedCustomers>('/api/classes/customers', { query: { ...asked, limit: 100 } }),
  );
  const columns = useMemo(() => classedColumns(texts, company.currency), [texts, company.currency]);
  const totals = pages.data?.pages[0]?.totals;
  const clear = () => change({ abc: undefined, xyz: undefined, key: undefined });
  return (
    <>
      <Conditions abc={abc} xyz={xyz} isKey={isKey} />
      {pages.error ? (
        <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />
      ) : (
        <DataTable
          label={t('classes.tab.customers')}
          columns={columns}
          rows={pages.data?.pages.flatMap((page) => page.rows)}
          rowKey={(row) => row.customer.id}
          onEnd={pages.hasNextPage ? () => void pages.fetchNextPage() : undefined}
          isLoadingMore={pages.isFetchingNextPage}
          totals={
            totals && {
              name: t('classes.customers_word', { count: totals.customers }),
              value: totals.value === null ? '—' : formats.amount(totals.value, 0),
              share: totals.share === null ? '' : formats.percent(totals.share, 1),
            }
          }
          empty={
            <EmptyState action={<Button onClick={clear}>{t('classes.clear')}</Button>}>
              {t('classes.customers_none')}
            </EmptyState>
          }
        />
      )}
    </>
  );
}

interface ConditionsProps {
  readonly abc: string | undefined;
  readonly xyz: string | undefined;
  readonly isKey: boolean;
}

function Conditions({ abc, xyz, isKey }: ConditionsProps) {
  const { t } = useTexts();
  const { change } = useAddress();
  const letterChip = (name: 'abc' | 'xyz', value: string, letters: readonly string[]) => (
    <Chip
      field={name.toUpperCase()}
      value={value === 'none' ? t('classes.none') : value}
      onRemove={() => change({ [name]: undefined })}
      edit={(close) => (
        <ChoiceList
          label={name.toUpperCase()}
          value={value}
          choices={letters.map((letter) => ({
            value: letter,
            label: letter === 'none' ? t('classes.none') : letter,
          }))}
          onPick={(letter) => {
            change({ [name]: letter });
            close();
          }}
        />
      )}
    />
  );
  const missing = [
    ...(abc === undefined ? [{ value: 'abc', label: t('classes.condition.abc') }] : []),
    ...(xyz === undefined ? [{ value: 'xyz', label: t('classes.condition.xyz') }] : []),
    ...(isKey ? [] : [{ value: 'key', label: t('classes.condition.key') }]),
  ];
  const firstOf = { abc: 'A', xyz: 'X', key: 'true' } as const;
  return (
    <ConditionBar>
      {abc !== undefined && letterChip('abc', abc, abcChoices)}
      {xyz !== undefined && letterChip('xyz', xyz, xyzChoices)}
      {isKey && (
        <Chip
          field={t('classes.condition.key')}
          value={t('classes.yes')}
          onRemove={() => change({ key: undefined })}
        />
      )}
      {missing.length > 0 && (
        <AddCondition>
          {(close) => (
            <ChoiceList
              label={t('ui.condition.add')}
              value={undefined}
              choices={missing}
              onPick={(name) => {
                if (name === 'abc' || name === 'xyz' || name === 'key') change({ [name]: firstOf[name] });
                close();
              }}
            />
          )}
        </AddCondition>
      )}
    </ConditionBar>
  );
}
