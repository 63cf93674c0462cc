import { IconDownload, IconPlus } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { ApiError } from '../lib/client.ts';
import { useTexts } from '../lib/texts.tsx';
import { BulkBar } from '../ui/bulk-bar.tsx';
import { Button } from '../ui/button.tsx';
import { AddCondition, Chip, ConditionBar, SearchField } from '../ui/condition-bar.tsx';
import { DataTable } from '../ui/data-table.tsx';
import type { Column, Sort } from '../ui/data-table.tsx';
import { ChangeText, MoneyText } from '../ui/money-text.tsx';
import { ListPage } from '../ui/pages.tsx';
import { SegmentedControl } from '../ui/segmented.tsx';
import { Sparkline } from '../ui/sparkline.tsx';
import { EmptyState, ErrorState } from '../ui/states.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { sampleRows, useSamples } from './samples.ts';
import type { SampleRow, Samples } from './samples.ts';

const views = ['full', 'long', 'empty', 'loading', 'failed'] as const;
type View = (typeof views)[number];

/** A list in all its states: full, ten thousand rows, empty, loading, failed. */
export function ListPart() {
  const { t, formats } = useTexts();
  const samples = useSamples();
  const [view, setView] = useState<View>('full');
  const [search, setSearch] = useState('');
  const [sort, setSort] = useState<Sort>({ key: 'amount', direction: 'desc' });
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const all = useMemo(() => sampleRows(samples, view === 'long' ? 10_000 : 20), [samples, view]);
  const rows = useMemo(
    () => sorted(all, sort).filter((row) => row.name.toLowerCase().includes(search.toLowerCase())),
    [all, sort, search],
  );
  const columns = useColumns(samples);
  const totals = {
    name: samples.total.replace('{n}', formats.int(rows.length)),
    amount: formats.int(38_416_200),
    change: formats.change(0.04),
  };
  const shown = view === 'loading' ? undefined : view === 'empty' ? [] : rows;
  return (
    <ListPage
      title={samples.customers}
      note={formats.int(all.length)}
      actions={<SampleActions />}
      tabs={<SampleTabs />}
      conditions={
        <ConditionBar note={samples.saved}>
          <SearchField value={search} onSearch={setSearch} placeholder={samples.search} />
          <SampleChips />
          <SegmentedControl
            label={samples.viewLabel}
            value={view}
            onChange={setView}
            options={views.map((value, index) => ({ value, label: samples.view[index] ?? '' }))}
          />
        </ConditionBar>
      }
      bulk={
        <BulkBar
          count={chosen.size}
          sum={formats.money('3982200', 'RUB')}
          onClear={() => setChosen(new Set())}
        >
          <Button kind="quiet">{samples.assign}</Button>
          <Button kind="quiet">{samples.audience}</Button>
        </BulkBar>
      }
    >
      {view === 'failed' ? (
        <ErrorState
          error={new ApiError(500, 'ui.fault', { requestId: 'a41c07' })}
          onRetry={() => setView('full')}
        />
      ) : (
        <DataTable
          label={samples.customers}
          columns={columns}
          rows={shown}
          rowKey={(row) => row.id}
          sort={sort}
          onSort={setSort}
          selection={chosen}
          onSelect={setChosen}
          onOpen={() => undefined}
          totals={totals}
          empty={
            <EmptyState action={<Button kind="filled">{samples.emptyAction}</Button>}>
              {view === 'empty' ? samples.empty : t('ui.palette.nothing')}
            </EmptyState>
          }
        />
      )}
    </ListPage>
  );
}

function SampleActions() {
  const samples = useSamples();
  return (
    <>
      <Button kind="quiet" icon={IconDownload} className="desk">
        {samples.export}
      </Button>
      <Button kind="filled" icon={IconPlus}>
        {samples.add}
      </Button>
    </>
  );
}

function SampleTabs() {
  const { formats } = useTexts();
  const samples = useSamples();
  return (
    <Tabs
      label={samples.customers}
      current="2"
      tabs={samples.tabs.map((label, index) => ({
        key: String(index),
        label,
        to: '/dev/ui?part=list',
        count: formats.int(1284 - index * 267),
      }))}
    />
  );
}

function SampleChips() {
  const samples = useSamples();
  const [hasCondition, setCondition] = useState(true);
  return (
    <>
      {hasCondition && (
        <Chip
          field={samples.condition}
          value={samples.value}
          onRemove={() => setCondition(false)}
          edit={() => samples.value}
        />
      )}
      <Chip field={samples.condition2} value={samples.value2} onRemove={() => undefined} />
      <AddCondition>{() => samples.condition}</AddCondition>
    </>
  );
}

function NextCell({ row }: { readonly row: SampleRow }) {
  const { formats } = useTexts();
  return (
    <>
      <span className={row.day === '2026-11-20' ? 'amber' : undefined}>{formats.shortDay(row.day)}</span>
      <span className="soft desk">&ensp;{row.next}</span>
    </>
  );
}

function useColumns(samples: Samples): Column<SampleRow>[] {
  const { columns } = samples;
  return useMemo(
    () => [
      {
        key: 'name',
        title: columns.name,
        maxWidth: 240,
        sortable: true,
        phone: 'name',
        render: (row) => <span className="medium">{row.name}</span>,
        exportValue: (row) => row.name,
      },
      {
        key: 'group',
        title: columns.group,
        maxWidth: 190,
        phone: 'marks',
        render: (row) => <span className="soft">{row.group}</span>,
        exportValue: (row) => row.group,
      },
      {
        key: 'amount',
        title: columns.amount,
        align: 'right',
        sortable: true,
        phone: 'sum',
        render: (row) => <MoneyText amount={row.amount} />,
        exportValue: (row) => row.amount,
      },
      {
        key: 'change',
        title: columns.change,
        align: 'right',
        render: (row) => <ChangeText share={row.change} />,
        exportValue: (row) => row.change,
      },
      {
        key: 'months',
        title: columns.months,
        render: (row) => <Sparkline values={row.months} />,
        exportValue: (row) => row.months.join(' '),
      },
      {
        key: 'next',
        title: columns.next,
        grow: true,
        phone: 'note',
        render: (row) => <NextCell row={row} />,
        exportValue: (row) => `${row.day} ${row.next}`,
      },
    ],
    [columns],
  );
}

function sorted(rows: readonly SampleRow[], sort: Sort): SampleRow[] {
  const sign = sort.direction === 'asc' ? 1 : -1;
  if (sort.key === 'amount')
    return rows.toSorted((left, right) => sign * (Number(left.amount) - Number(right.amount)));
  return rows.toSorted((left, right) => sign * left.name.localeCompare(right.name));
}
