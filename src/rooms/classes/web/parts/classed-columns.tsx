// Columns of a list of customers with classes: the same ones feed the table, its copy and its phone rows.

import type { Texts } from '#platform/web/lib/texts.tsx';
import type { Column } from '#platform/web/ui/data-table.tsx';
import { AppLink } from '#platform/web/ui/link.tsx';
import { MoneyText } from '#platform/web/ui/money-text.tsx';
import { CategoryMark } from '../marks/category-mark.tsx';
import { ClassMark } from '../marks/class-mark.tsx';
import { customerAddress } from './customer-lines.tsx';
import type { ClassedRow } from './customer-lines.tsx';

/** Why a class is missing or unsure, in words. */
export function classNote({ t }: Texts, row: ClassedRow): string | undefined {
  if (row.xyzReason) return t(`classes.xyz_reason.${row.xyzReason}`);
  if (row.xyzPreliminary === true) return t('classes.preliminary');
  return row.notPositive === true ? t('classes.not_positive') : undefined;
}

export function classedColumns(texts: Texts, currency: string): Column<ClassedRow>[] {
  const { t, formats } = texts;
  const share = (value: number | null) => (value === null ? null : formats.percent(value, 1));
  return [
    {
      key: 'name',
      title: t('classes.column.customer'),
      grow: true,
      phone: 'name',
      render: (row) => (
        <AppLink className="medium" to={customerAddress(row.customer.id)} title={row.customer.name}>
          {row.customer.name}
        </AppLink>
      ),
      exportValue: (row) => row.customer.name,
    },
    {
      key: 'classes',
      title: t('classes.class'),
      phone: 'marks',
      render: (row) => <ClassMark abc={row.abc} xyz={row.xyz} note={classNote(texts, row)} />,
      exportValue: (row) => `${row.abc ?? ''}${row.xyz ?? ''}`,
    },
    {
      key: 'category',
      title: t('classes.column.category'),
      phone: 'marks',
      render: (row) => <CategoryMark category={row.category} />,
      exportValue: (row) => row.category,
    },
    {
      key: 'value',
      title: t('classes.column.value', { currency: formats.currency(currency) }),
      align: 'right',
      phone: 'sum',
      render: (row) => <MoneyText amount={row.value} digits={0} />,
      exportValue: (row) => row.value,
    },
    {
      key: 'share',
      title: t('classes.column.share'),
      align: 'right',
      render: (row) => share(row.share) ?? <span className="muted">—</span>,
      exportValue: (row) => row.share,
    },
    {
      key: 'before',
      title: t('classes.column.before'),
      hint: t('classes.column.before_hint'),
      align: 'right',
      render: (row) => share(row.shareBefore) ?? <span className="muted">—</span>,
      exportValue: (row) => row.shareBefore,
    },
    {
      key: 'cv',
      title: t('classes.column.cv'),
      hint: t('classes.spread.cv'),
      align: 'right',
      render: (row) => share(row.cv) ?? <span className="muted">—</span>,
      exportValue: (row) => row.cv,
    },
    {
      key: 'products',
      title: t('classes.column.products'),
      align: 'right',
      render: (row) => formats.int(row.products),
      exportValue: (row) => row.products,
    },
    {
      key: 'last',
      title: t('classes.column.last'),
      phone: 'note',
      render: (row) => <span className="number">{row.lastOn === null ? '—' : formats.day(row.lastOn)}</span>,
      exportValue: (row) => row.lastOn,
    },
    {
      key: 'manager',
      title: t('classes.column.manager'),
      maxWidth: 150,
      render: (row) => row.manager?.name ?? <span className="muted">—</span>,
      exportValue: (row) => row.manager?.name ?? null,
    },
  ];
}
