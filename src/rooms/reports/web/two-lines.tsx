// A figure with what it is compared with under it; red only for a fall beyond a tenth.

import { useTexts } from '#platform/web/lib/texts.tsx';
import { Drill } from '#platform/web/ui/drill.tsx';
import { changeOf } from './change.ts';
import css from './reports.module.css';

export interface TwoLinesProps {
  readonly value: string | number | null;
  /** Undefined without a comparison. */
  readonly before: string | number | null | undefined;
  readonly kind: 'count' | 'amount';
  readonly label: string;
  readonly isOpen?: boolean;
  readonly onOpen?: (() => void) | undefined;
}

export function TwoLines({ value, before, kind, label, isOpen = false, onOpen }: TwoLinesProps) {
  const { t, formats } = useTexts();
  if (value === null) return <span className="muted">—</span>;
  const write = (one: string | number) =>
    kind === 'count' ? formats.int(Number(one)) : formats.amount(String(one), 0);
  const change = before === undefined || before === null ? undefined : changeOf(value, before);
  return (
    <span className={css.two}>
      <b className="number">
        {onOpen && Number(value) !== 0 ? (
          <Drill label={label} isOpen={isOpen} onOpen={onOpen}>
            {write(value)}
          </Drill>
        ) : (
          write(value)
        )}
      </b>
      {before !== undefined && before !== null && (Number(before) !== 0 || Number(value) !== 0) && (
        <span
          className={
            kind === 'amount' && change !== null && change !== undefined && change < -0.1 ? 'red' : undefined
          }
        >
          {kind === 'amount' && change !== null && change !== undefined
            ? t('reports.change', { change: formats.change(change) })
            : t('reports.was', { before: write(before) })}
        </span>
      )}
    </span>
  );
}
