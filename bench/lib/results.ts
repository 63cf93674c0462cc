// Prints a figure and keeps it in bench/RESULTS.md, one section a benchmark, the newest run of each.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commit, machine } from './machine.ts';

export interface Figure {
  readonly what: string;
  readonly value: string;
  /** What the figure is held against, measured in the same run or asked for. */
  readonly against: string;
}

const path = join(import.meta.dirname, '../RESULTS.md');

/** Replaces the section of a benchmark by this run's figures. */
export function keep(name: string, size: string, figures: readonly Figure[]): void {
  const rows = figures.map((figure) => `| ${figure.what} | ${figure.value} | ${figure.against} |`);
  const day = new Date().toISOString().slice(0, 10);
  const section = [
    `## ${name}`,
    '',
    `${day}, ${size}. ${machine()}, commit ${commit()}.`,
    '',
    '| what | figure | against |',
    '| --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
  console.log(section);
  const before = existsSync(path)
    ? readFileSync(path, 'utf8')
    : '# Results\n\nEach benchmark writes its section anew. The machine is shared: compare ratios within one run.\n';
  const sections = before.split(/^(?=## )/m).filter((part) => !part.startsWith(`## ${name}\n`));
  writeFileSync(path, [...sections.map((part) => part.trimEnd()), section.trimEnd()].join('\n\n') + '\n');
}
