// The parts of a record: facts in one line, what comes next, key figures in a ruled strip, sections.

import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import css from './record.module.css';

/** Facts in one line under the head of a record. */
export function FactsLine({ facts }: { readonly facts: readonly ReactNode[] }) {
  return (
    <ul className={css.facts}>
      {facts.map((fact, index) => (
        <li key={index}>{fact}</li>
      ))}
    </ul>
  );
}

/** The one thing to do next, with the blue rule. */
export function NextStep({
  children,
  action,
}: {
  readonly children: ReactNode;
  readonly action?: ReactNode;
}) {
  return (
    <div className={css.next}>
      <div className={css.nextText}>{children}</div>
      {action}
    </div>
  );
}

export interface KeyFigure {
  readonly label: string;
  /** The figure, often a `Figure` that explains itself. */
  readonly value: ReactNode;
  /** What it is compared with. */
  readonly note?: ReactNode;
}

/** Four or five key figures in one ruled strip; each has a comparison. */
export function KeyFigures({ figures }: { readonly figures: readonly KeyFigure[] }) {
  return (
    <dl className={css.figures} data-count={figures.length}>
      {figures.map((figure) => (
        <div key={figure.label}>
          <dt>{figure.label}</dt>
          <dd>{figure.value}</dd>
          {figure.note !== undefined && <dd className={css.note}>{figure.note}</dd>}
        </div>
      ))}
    </dl>
  );
}

export interface SectionProps {
  readonly title: string;
  /** What the section measures: unit, period. */
  readonly note?: ReactNode;
  readonly action?: ReactNode;
  readonly children: ReactNode;
  /** In the right column sections are parted by a line. */
  readonly isAside?: boolean;
  /** Lines around it and its own 24 px edges: a part of a report. */
  readonly isRuled?: boolean;
}

export function Section({ title, note, action, children, isAside = false, isRuled = false }: SectionProps) {
  return (
    <section className={classes(css.section, isAside && css.aside, isRuled && css.ruled)} aria-label={title}>
      <div className={css.head}>
        <h2>{title}</h2>
        {note !== undefined && <span className={css.headNote}>{note}</span>}
        {action !== undefined && <span className={css.action}>{action}</span>}
      </div>
      {children}
    </section>
  );
}

export interface Line {
  readonly key: string;
  readonly title: ReactNode;
  readonly note?: ReactNode;
  readonly value?: ReactNode;
}

/** A short list of the right column: name and value, a quiet second line. */
export function LineList({ lines }: { readonly lines: readonly Line[] }) {
  return (
    <ul className={css.lines}>
      {lines.map((line) => (
        <li key={line.key}>
          <span className={css.lineTitle}>{line.title}</span>
          <span className={css.lineValue}>{line.value}</span>
          {line.note !== undefined && <span className={css.lineNote}>{line.note}</span>}
        </li>
      ))}
    </ul>
  );
}
