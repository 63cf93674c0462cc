import { IconPhone, IconPlus } from '@tabler/icons-react';
import { Button } from '../ui/button.tsx';
import { Figure } from '../ui/figure.tsx';
import type { Explanation } from '../ui/figure.tsx';
import { RecordPage } from '../ui/pages.tsx';
import { FactsLine, KeyFigures, LineList, NextStep, Section } from '../ui/record.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { useSamples } from './samples.ts';
import type { Samples } from './samples.ts';

/** A record: facts, the next step, key figures that explain themselves, history, context at the right. */
export function RecordPart() {
  const samples = useSamples();
  const lines = (rows: readonly string[][]) =>
    rows.map(([title, note, value]) => ({ key: title ?? '', title, note, value }));
  return (
    <RecordPage
      title={samples.names[0] ?? ''}
      crumb={{ label: samples.customers, to: '/dev/ui?part=list' }}
      actions={
        <>
          <Button icon={IconPhone} className="desk">
            {samples.edit}
          </Button>
          <Button kind="filled" icon={IconPlus}>
            {samples.add}
          </Button>
        </>
      }
      tabs={<SampleTabs />}
      aside={
        <>
          <Section title={samples.people} action="3" isAside>
            <LineList lines={lines(samples.lines)} />
          </Section>
          <Section title={samples.deals} action="2" isAside>
            <LineList lines={lines(samples.dealLines)} />
          </Section>
        </>
      }
    >
      <FactsLine facts={samples.facts} />
      <NextStep action={<Button className="desk">{samples.edit}</Button>}>
        <b className="strong">{samples.nextDay}</b> {samples.nextStep}
      </NextStep>
      <KeyFigures
        figures={samples.figures.map(([label, value, note], index) => ({
          label: label ?? '',
          value: index === 1 ? <Figure why={explain(samples)}>{value}</Figure> : value,
          note,
        }))}
      />
      <Section title={samples.history}>
        <LineList
          lines={samples.events.map(([day, text]) => ({
            key: text ?? '',
            title: text,
            value: <span className="muted">{day}</span>,
          }))}
        />
      </Section>
    </RecordPage>
  );
}

function SampleTabs() {
  const samples = useSamples();
  return (
    <Tabs
      label={samples.title}
      current="0"
      tabs={samples.tabs.map((label, index) => ({
        key: String(index),
        label,
        to: '/dev/ui?part=record',
        count: index > 0 ? index * 7 : undefined,
      }))}
    />
  );
}

function explain({ why }: Samples): Explanation {
  return {
    title: why.title,
    rule: why.rule,
    chart: { values: [37, 39, 36, 41, 38, 42, 39, 43, 41, 39, 43, 42], from: why.start, to: why.end },
    inputs: why.inputs.map(([label, value]) => ({ label: label ?? '', value: value ?? '' })),
    formula: { label: why.formula, value: why.result },
    source: why.source,
    rows: { label: why.rows, to: '/dev/ui?part=list' },
  };
}
