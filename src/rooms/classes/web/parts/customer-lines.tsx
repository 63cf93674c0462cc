// Customers in the panel at the right: name and value, classes and what moves them in the second line.

import type { ReplyOf } from '#platform/shared/endpoint.ts';
import { useTexts } from '#platform/web/lib/texts.tsx';
import type { Texts } from '#platform/web/lib/texts.tsx';
import { AppLink } from '#platform/web/ui/link.tsx';
import { MoneyText } from '#platform/web/ui/money-text.tsx';
import { LineList } from '#platform/web/ui/record.tsx';
import type { listClassedCustomers } from '../../shared/table-contract.ts';

export type ClassedRow = ReplyOf<typeof listClassedCustomers>['rows'][number];

export function CustomerLines({ rows }: { readonly rows: readonly ClassedRow[] }) {
  const texts = useTexts();
  return (
    <LineList
      lines={rows.map((row) => ({
        key: row.customer.id,
        title: <AppLink to={customerAddress(row.customer.id)}>{row.customer.name}</AppLink>,
        value: <MoneyText amount={row.value} digits={0} />,
        note: noteOf(texts, row),
      }))}
    />
  );
}

export function customerAddress(id: string): string {
  return `/customers/${id}`;
}

/** «коэффициент 12,4 %, 3 продукта, последний расчёт 12.10.2026». */
function noteOf({ t, formats }: Texts, row: ClassedRow): string {
  const parts = [
    row.cv === null
      ? row.xyzReason && t(`classes.xyz_reason.${row.xyzReason}`)
      : t('classes.row.cv', { cv: formats.percent(row.cv, 1) }),
    row.products > 0 ? t('classes.row.products', { count: row.products }) : undefined,
    row.lastOn === null ? undefined : t('classes.row.last', { day: formats.day(row.lastOn) }),
  ];
  return parts.filter((part) => part !== undefined).join(' · ');
}
