// Invented words and figures of the gallery only; nothing of them reaches a working screen.

import { useTexts } from '../lib/texts.tsx';
import en from './samples.en.json';
import ru from './samples.ru.json';

export type Samples = typeof en;

export function useSamples(): Samples {
  return useTexts().language === 'ru' ? ru : en;
}

export interface SampleRow {
  readonly id: string;
  readonly name: string;
  readonly group: string;
  readonly amount: string;
  readonly change: number | null;
  readonly months: readonly number[];
  readonly day: string;
  readonly next: string;
}

/** So many rows, the same on every call. */
export function sampleRows(samples: Samples, count: number): SampleRow[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `row_${index}`,
    name: `${samples.names[index % samples.names.length]}${index < samples.names.length ? '' : ` ${index}`}`,
    group: samples.groups[index % samples.groups.length] ?? '',
    amount: `${Math.round(4_218_400 / (index + 1) ** 0.7)}.00`,
    change: index % 7 === 6 ? null : ((index * 37) % 90) / 100 - 0.3,
    months: Array.from(
      { length: 12 },
      (__, month) => ((index + 3) * (month + 5) * 7) % (20 + (index % 5) * 30),
    ),
    day: `2026-11-${String(20 + (index % 10)).padStart(2, '0')}`,
    next: samples.next[index % samples.next.length] ?? '',
  }));
}
