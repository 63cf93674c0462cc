import { useMemo } from 'react';
import type { ReplyOf } from '#platform/shared/endpoint.ts';
import { useSession } from '#platform/web/lib/session.ts';
import { useTexts } from '#platform/web/lib/texts.tsx';
import type { Texts } from '#platform/web/lib/texts.tsx';
import type { Column } from '#platform/web/ui/data-table.tsx';
import { AppLink } from '#platform/web/ui/link.tsx';
import { ChangeText, MoneyText } from '#platform/web/ui/money-text.tsx';
import { Sparkline } from '#platform/web/ui/sparkline.tsx';
import type { listCustomers } from '../../shared/contract.ts';
import { CategoryMark } from '../marks/category-mark.tsx';
import { ClassMark } from '../marks/class-mark.tsx';
import css from './list.module.css';

export type ListedCustomer = ReplyOf<typeof listCustomers>['rows'][number];

/** The columns of the list: the table, its export and a phone's rows read the same ones. */
export function useCustomerColumns(): Column<ListedCustomer>[] {
  const texts = useTexts();
  const { currency } = useSession().company;
  return useMemo(
    () => [...nameColumns(texts), ...classColumns(texts), ...amountColumns(texts, currency)],
    [texts, currency],
  );
}

function nameColumns({ t }: Texts): Column<ListedCustomer>[] {
  return [
    {
      key: 'name',
      title: t('customers.column.name'),
      sortable: true,
      maxWidth: 330,
      phone: 'name',
      render: (row) => (
        <AppLink to={`/customers/${row.id}`} className={css['name'] ?? ''}>
          {row.name}
        </AppLink>
      ),
      exportValue: (row) => row.name,
    },
    {
      key: 'responsible',
      title: t('customers.column.responsible'),
      maxWidth: 170,
      render: (row) => <span className="soft">{row.responsible?.name ?? '—'}</span>,
      exportValue: (row) => row.responsible?.name ?? null,
    },
    {
      key: 'city',
      title: t('customers.column.city'),
      grow: true,
      render: (row) => <span className="soft">{row.city ?? ''}</span>,
      exportValue: (row) => row.city ?? null,
    },
  ];
}

function classColumns({ t }: Texts): Column<ListedCustomer>[] {
  return [
    {
      key: 'class',
      title: t('customers.column.classes'),
      sortable: true,
      phone: 'marks',
      render: (row) => (
        <ClassMark
          abc={row.abc}
          xyz={row.xyz}
          isPreliminary={row.xyzPreliminary}
          isPast={row.category === 'lost'}
        />
      ),
      exportValue: (row) => (row.abc ?? '') + (row.xyz ?? ''),
    },
    {
      key: 'category',
      title: t('customers.column.category'),
      sortable: true,
      phone: 'marks',
      render: (row) => (row.category === undefined ? '—' : <CategoryMark category={row.category} />),
      exportValue: (row) => row.category ?? null,
    },
  ];
}

function amountColumns({ t, formats }: Texts, currency: string): Column<ListedCustomer>[] {
  return [
    {
      key: 'turnover',
      title: `${t('customers.column.turnoverShort')}, ${formats.currency(currency)}`,
      align: 'right',
      sortable: true,
      phone: 'sum',
      render: (row) => <MoneyText amount={row.turnover ?? null} digits={0} />,
      exportValue: (row) => row.turnover ?? null,
    },
    {
      key: 'change',
      title: t('customers.column.change'),
      hint: t('customers.column.changeHint'),
      align: 'right',
      render: (row) => <ChangeText share={row.change ?? null} />,
      exportValue: (row) => row.change ?? null,
    },
    {
      key: 'months',
      title: t('customers.column.months'),
      hint: t('customers.column.monthsHint'),
      width: 64,
      render: (row) =>
        row.months === undefined || row.months.length === 0 ? '' : <Sparkline values={row.months} />,
      exportValue: () => null,
    },
    {
      key: 'lastSettlement',
      title: t('customers.column.lastSettlement'),
      sortable: true,
      phone: 'note',
      render: (row) => (
        <span className="soft number">
          {row.lastSettlementOn === undefined ? '—' : formats.day(row.lastSettlementOn)}
        </span>
      ),
      exportValue: (row) => row.lastSettlementOn ?? null,
    },
  ];
}
