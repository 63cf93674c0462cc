// A figure that a rule made opens its reason: heading, rule, inputs, formula with the numbers, version, link to the rows. Always in this order.

import { Popover } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { useTexts } from '../lib/texts.tsx';
import { classes } from './classes.ts';
import css from './figure.module.css';
import { AppLink } from './link.tsx';
import { SkeletonText } from './skeleton.tsx';
import { BarStrip } from './sparkline.tsx';
import { ErrorState } from './states.tsx';

export interface Explanation {
  /** «Почему 5,4 % и класс X». */
  readonly title: string;
  /** The rule in one sentence with its borders. */
  readonly rule: string;
  readonly chart?:
    | { readonly values: readonly number[]; readonly from: string; readonly to: string }
    | undefined;
  readonly inputs: readonly { readonly label: string; readonly value: string }[];
  /** The formula with the numbers put in, and what it gives. */
  readonly formula?: { readonly label: string; readonly value: string } | undefined;
  /** Rule, its version and date. */
  readonly source: string;
  readonly rows?: { readonly label: string; readonly to: string } | undefined;
}

export interface FigureProps {
  readonly children: ReactNode;
  /** The reason itself, or how to fetch it when it is opened. */
  readonly why: Explanation | (() => Promise<Explanation>);
  /** Names the fetched reason in the cache; needed when `why` is a function. */
  readonly whyKey?: readonly unknown[];
}

export function Figure({ children, why, whyKey }: FigureProps) {
  const { t } = useTexts();
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      width={352}
      position="bottom-start"
      offset={6}
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <button
          type="button"
          className={classes(css.figure, isOpen && css.open)}
          title={t('ui.why.title')}
          onClick={() => setOpen(!isOpen)}
        >
          {children}
        </button>
      </Popover.Target>
      <Popover.Dropdown className={css.layer} aria-label={t('ui.why.title')} id={id}>
        {typeof why === 'function' ? (
          <FetchedReason fetch={why} name={whyKey ?? [id]} />
        ) : (
          <ExplanationBody explanation={why} />
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

function FetchedReason({
  fetch,
  name,
}: {
  readonly fetch: () => Promise<Explanation>;
  readonly name: readonly unknown[];
}) {
  const reason = useQuery({ queryKey: ['why', ...name], queryFn: fetch });
  if (reason.data) return <ExplanationBody explanation={reason.data} />;
  if (reason.error) return <ErrorState isInline error={reason.error} onRetry={() => void reason.refetch()} />;
  return <SkeletonText lines={5} />;
}

/** The explanation itself, for a popover, a panel or print. */
export function ExplanationBody({ explanation }: { readonly explanation: Explanation }) {
  const { title, rule, chart, inputs, formula, source, rows } = explanation;
  return (
    <div className={css.body}>
      <p className={css.title}>{title}</p>
      <p className={css.rule}>{rule}</p>
      {chart && (
        <>
          <BarStrip values={chart.values} />
          <p className={css.ends}>
            <span>{chart.from}</span>
            <span>{chart.to}</span>
          </p>
        </>
      )}
      <dl className={css.inputs}>
        {inputs.map((input) => (
          <div key={input.label}>
            <dt>{input.label}</dt>
            <dd>{input.value}</dd>
          </div>
        ))}
        {formula && (
          <div className={css.result}>
            <dt>{formula.label}</dt>
            <dd>{formula.value}</dd>
          </div>
        )}
      </dl>
      <p className={css.source}>
        <span>{source}</span>
        {rows && <AppLink to={rows.to}>{rows.label}</AppLink>}
      </p>
    </div>
  );
}
