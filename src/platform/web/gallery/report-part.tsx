import { IconDownload } from '@tabler/icons-react';
import { useCallback, useState } from 'react';
import { useTexts } from '../lib/texts.tsx';
import { Button } from '../ui/button.tsx';
import { nameAxis, valueAxis } from '../ui/chart-axes.ts';
import type { ChartColours } from '../ui/chart-colours.ts';
import { Chart } from '../ui/chart.tsx';
import { Chip, ConditionBar } from '../ui/condition-bar.tsx';
import { DataTable } from '../ui/data-table.tsx';
import type { Column } from '../ui/data-table.tsx';
import { Drill } from '../ui/drill.tsx';
import { Drawer } from '../ui/drawer.tsx';
import { ReportPage } from '../ui/pages.tsx';
import { LineList, Section } from '../ui/record.tsx';
import { SegmentedControl } from '../ui/segmented.tsx';
import { Note } from '../ui/states.tsx';
import { useSamples } from './samples.ts';
import type { Samples } from './samples.ts';

interface StaffRow {
  readonly name: string;
  readonly figures: readonly number[];
}
const fact = [0.4, 1.3, 2.5, 3.8, 4.9, 6.1, 7.2, 8.23];

/** A report: parameters, a table by groups of columns, a picture with its table; a clicked figure opens its rows at the right. */
export function ReportPart() {
  const { formats } = useTexts();
  const samples = useSamples();
  const [view, setView] = useState('0');
  const [picked, setPicked] = useState<{ row: string; column: string }>();
  const columns = columnsOf(
    samples,
    (value) => formats.int(value),
    (row, column) => setPicked({ row, column }),
  );
  const rows = samples.staff.map((name, index) => ({
    name,
    figures: [9 + index * 2, 3 + index, 1 + (index % 4), 184_000 + index * 43_000, 612_400 + index * 199_000],
  }));
  return (
    <ReportPage
      title={samples.reportTitle}
      actions={<Button icon={IconDownload}>{samples.export}</Button>}
      parameters={
        <ConditionBar>
          <Chip field={samples.period} value={samples.periodValue} edit={() => samples.periodValue} />
          <span className="grow" />
          <SegmentedControl
            label={samples.reportTitle}
            value={view}
            onChange={setView}
            options={samples.segment.map((label, index) => ({ value: String(index), label }))}
          />
        </ConditionBar>
      }
      panel={picked && <SampleDrawer onClose={() => setPicked(undefined)} />}
    >
      <DataTable
        label={samples.reportTitle}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.name}
        rowHeight={40}
        isInline
        picked={picked}
        totals={{
          name: samples.sum,
          '1': formats.int(62),
          '2': formats.int(25),
          '3': formats.int(13),
          '4': formats.int(2_055_500),
          '5': formats.int(5_424_800),
        }}
      />
      <Section title={samples.read} note={samples.periodValue} isRuled>
        <Note>{samples.warn}</Note>
      </Section>
      <SampleChart />
    </ReportPage>
  );
}

function SampleDrawer({ onClose }: { readonly onClose: () => void }) {
  const samples = useSamples();
  return (
    <Drawer
      label={samples.drawer}
      title={<span className="soft">{samples.drawer}</span>}
      onClose={onClose}
      foot={<Button>{samples.export}</Button>}
    >
      <LineList
        lines={samples.dealLines.map(([title, note, value]) => ({
          key: title ?? '',
          title,
          note,
          value,
        }))}
      />
    </Drawer>
  );
}

function SampleChart() {
  const { formats } = useTexts();
  const samples = useSamples();
  const option = useCallback(
    (colours: ChartColours) => pictureOf(samples, colours, (value) => formats.int(value)),
    [samples, formats],
  );
  return (
    <Chart
      isRuled
      title={samples.question}
      note={samples.measure}
      option={option}
      table={
        <DataTable
          label={samples.question}
          columns={weekColumns(samples, (value) => formats.decimal(value, 1))}
          rows={weeks(samples)}
          rowKey={(row) => row.week}
          isInline
        />
      }
    />
  );
}

function columnsOf(
  samples: Samples,
  write: (value: number) => string,
  pick: (row: string, column: string) => void,
): Column<StaffRow>[] {
  return samples.reportColumns.map((title, index) =>
    index === 0
      ? {
          key: 'name',
          title,
          render: (row) => <span className="medium">{row.name}</span>,
          exportValue: (row) => row.name,
        }
      : {
          key: String(index),
          title,
          align: 'right',
          group: samples.reportGroups[index < 4 ? 0 : 1] ?? '',
          render: (row) => (
            <Drill onOpen={() => pick(row.name, String(index))}>{write(row.figures[index - 1] ?? 0)}</Drill>
          ),
          exportValue: (row) => row.figures[index - 1] ?? null,
        },
  );
}

interface Week {
  readonly week: string;
  readonly value: number;
}

function weeks(samples: Samples): Week[] {
  return samples.weeks.map((week, index) => ({ week, value: fact[index] ?? 0 }));
}

function weekColumns(samples: Samples, write: (value: number) => string): Column<Week>[] {
  return [
    { key: 'week', title: samples.period, render: (row) => row.week, exportValue: (row) => row.week },
    {
      key: 'value',
      title: samples.fact,
      align: 'right',
      render: (row) => write(row.value),
      exportValue: (row) => row.value,
    },
  ];
}

function pictureOf(samples: Samples, colours: ChartColours, write: (value: number) => string) {
  const end = (name: string, color: string) => ({ show: true, formatter: name, color, fontSize: 12 });
  const blue = colours.series[0] ?? colours.accent;
  return {
    xAxis: nameAxis(colours, samples.weeks),
    yAxis: valueAxis(colours, write),
    grid: { left: 8, right: 60, top: 16, bottom: 4, containLabel: true },
    tooltip: { trigger: 'axis' as const, renderMode: 'richText' as const },
    series: [
      {
        type: 'line' as const,
        name: samples.fact,
        data: fact,
        showSymbol: false,
        lineStyle: { width: 2.25, color: blue },
        endLabel: end(samples.fact, blue),
      },
      {
        type: 'line' as const,
        name: samples.plan,
        data: fact.map((_, index) => 1.6 * (index + 0.4)),
        showSymbol: false,
        lineStyle: { width: 1.25, type: [5, 3], color: colours.ink },
        endLabel: end(samples.plan, colours.ink),
      },
    ],
  };
}
