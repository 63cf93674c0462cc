// How the coefficient of variation is spread: bars by class, borders as ink lines, tried ones dashed (CLS-5).

import { useRef } from 'react';
import { useTexts } from '#platform/web/lib/texts.tsx';
import { DataTable } from '#platform/web/ui/data-table.tsx';
import { Picture } from '../parts/picture.tsx';
import { useWidth } from '../parts/use-width.ts';
import { axisTicks, barsOf, countTicks, placeOf } from './bars.ts';
import type { Bar, Bins, Box } from './bars.ts';
import css from './distribution.module.css';

export interface Borders {
  readonly x: number;
  readonly y: number;
}

export interface DistributionProps {
  readonly spread: Bins & { readonly customers: number };
  /** As fractions. */
  readonly borders: Borders;
  /** Tried and not saved. */
  readonly tried: Borders;
  readonly counts: Readonly<Record<'X' | 'Y' | 'Z', number>>;
}

const height = 128;
const edge = 36;

export function Distribution({ spread, borders, tried, counts }: DistributionProps) {
  const { t, formats } = useTexts();
  const frame = useRef<HTMLDivElement>(null);
  const width = Math.max(280, useWidth(frame, 784));
  const box = { width: width - edge - 12, height };
  const bars = barsOf(spread, borders, box);
  const rangeOf = (bar: Bar, index: number) =>
    index === bars.length - 1
      ? t('classes.spread.from', { from: formats.percent(bar.from, 1) })
      : `${formats.decimal(bar.from * 100, 1)}–${formats.percent(bar.from + spread.step, 1)}`;
  return (
    <Picture
      title={t('classes.spread.title')}
      note={t('classes.spread.note', {
        customers: t('classes.customers_word', { count: spread.customers }),
        step: formats.decimal(spread.step * 100),
      })}
      table={
        <DataTable
          isInline
          label={t('classes.spread.title')}
          rows={bars}
          rowKey={(bar) => String(bar.from)}
          rowHeight={28}
          columns={[
            {
              key: 'range',
              title: t('classes.spread.cv'),
              render: (bar) => <span className="number">{rangeOf(bar, bars.indexOf(bar))}</span>,
              exportValue: (bar) => bar.from,
            },
            {
              key: 'letter',
              title: t('classes.class'),
              render: (bar) => bar.letter,
              exportValue: (bar) => bar.letter,
            },
            {
              key: 'customers',
              title: t('classes.customers'),
              align: 'right',
              render: (bar) => formats.int(bar.customers),
              exportValue: (bar) => bar.customers,
            },
          ]}
        />
      }
    >
      <div ref={frame}>
        <svg
          className={css.picture}
          width={width}
          height={180}
          viewBox={`0 0 ${width} 180`}
          role="img"
          aria-label={t('classes.spread.title')}
        >
          <g transform="translate(36,18)">
            <Grid spread={spread} box={box} />
            {bars.map((bar, index) => (
              <rect
                key={bar.from}
                x={bar.x}
                y={bar.y}
                width={bar.width}
                height={bar.height}
                className={css[bar.letter]}
              >
                <title>{`${rangeOf(bar, index)}: ${t('classes.customers_word', { count: bar.customers })}`}</title>
              </rect>
            ))}
            <BorderLine at={placeOf(borders.x, spread, box)} tried={placeOf(tried.x, spread, box)} />
            <BorderLine at={placeOf(borders.y, spread, box)} tried={placeOf(tried.y, spread, box)} />
            <Labels spread={spread} borders={borders} counts={counts} box={box} />
            <text x={box.width / 2} y={160} textAnchor="middle">
              {t('classes.spread.axis')}
            </text>
          </g>
        </svg>
      </div>
    </Picture>
  );
}

function Grid({ spread, box }: { readonly spread: Bins; readonly box: Box }) {
  const { formats } = useTexts();
  const counts = countTicks(spread.bins);
  const top = Math.max(1, ...counts, ...spread.bins.map((bin) => bin.customers));
  return (
    <>
      {counts.map((count) => {
        const y = box.height - (count / top) * box.height;
        return (
          <g key={count}>
            <line x1={0} x2={box.width} y1={y} y2={y} className={count === 0 ? css.zero : css.line} />
            <text x={-8} y={y + 4} textAnchor="end">
              {formats.compact(count)}
            </text>
          </g>
        );
      })}
      {axisTicks(spread, box).map((tick) => (
        <text key={tick.value} x={tick.at} y={145} textAnchor="middle">
          {formats.decimal(tick.value)}
          {tick.value >= (spread.bins.at(-1)?.from ?? 0) * 100 - 1e-6 ? '+' : ''}
        </text>
      ))}
    </>
  );
}

function BorderLine({ at, tried }: { readonly at: number; readonly tried: number }) {
  return (
    <>
      <line x1={at} x2={at} y1={-8} y2={height} className={css.border} />
      {Math.abs(tried - at) > 0.5 && <line x1={tried} x2={tried} y1={-8} y2={height} className={css.tried} />}
    </>
  );
}

/** Letters with counts over the three parts; a part too narrow for its words leaves them to the tooltip and the table. */
function Labels({
  spread,
  borders,
  counts,
  box,
}: Pick<DistributionProps, 'spread' | 'borders' | 'counts'> & { readonly box: Box }) {
  const { formats } = useTexts();
  const edges = [0, placeOf(borders.x, spread, box), placeOf(borders.y, spread, box), box.width];
  return (['X', 'Y', 'Z'] as const).map((letter, index) => {
    const [from, to] = [edges[index] ?? 0, edges[index + 1] ?? box.width];
    const isNarrow = to - from < 34;
    return (
      <text
        key={letter}
        x={(from + to) / 2}
        y={-8 + (isNarrow ? 0 : 4)}
        textAnchor="middle"
        className={css.label}
      >
        {isNarrow ? letter : `${letter} ${formats.int(counts[letter])}`}
      </text>
    );
  });
}
