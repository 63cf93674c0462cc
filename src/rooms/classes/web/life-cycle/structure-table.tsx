import { useTexts } from '#platform/web/lib/texts.tsx';
import { DataTable } from '#platform/web/ui/data-table.tsx';
import type { Column } from '#platform/web/ui/data-table.tsx';
import { categories } from '../../shared/life-cycle.ts';
import { activeOf } from './balance.ts';
import type { LifeCycle } from './structure-tab.tsx';

type Month = LifeCycle['months'][number];

/** Customers by category at the end of every month, the newest first. */
export function StructureTable({ months }: { readonly months: readonly Month[] }) {
  const { t, formats } = useTexts();
  const columns: Column<Month>[] = [
    {
      key: 'on',
      title: t('classes.life.end_of'),
      render: (month) => <span className="number">{formats.day(month.on)}</span>,
      exportValue: (month) => month.on,
    },
    {
      key: 'active',
      title: t('classes.life.active'),
      align: 'right',
      render: (month) => <span className="medium">{formats.int(activeOf(month.structure))}</span>,
      exportValue: (month) => activeOf(month.structure),
    },
    ...categories.map((category): Column<Month> => ({
      key: category,
      title: t(`classes.category.${category}`),
      align: 'right',
      render: (month) => formats.int(month.structure[category]),
      exportValue: (month) => month.structure[category],
    })),
  ];
  return (
    <DataTable
      isInline
      label={t('classes.life.over_time')}
      columns={columns}
      rows={months.toReversed()}
      rowKey={(month) => month.on}
    />
  );
}
