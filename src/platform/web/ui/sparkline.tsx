import css from './sparkline.module.css';

interface Bar {
  readonly x: number;
  readonly width: number;
  readonly height: number;
}

/** 48 by 18 px: bars on the row's own scale, the last month darker. It always stands beside the sum, so it is silent. */
export function Sparkline({ values }: { readonly values: readonly number[] }) {
  const bars = barsOf(values, 48, 18, 1);
  return (
    <svg className={css.spark} width="48" height="18" viewBox="0 0 48 18" aria-hidden="true">
      {bars.map((bar, index) => (
        <rect
          key={index}
          x={bar.x}
          y={18 - bar.height}
          width={bar.width}
          height={bar.height}
          className={index === bars.length - 1 ? css.last : css.bar}
        />
      ))}
    </svg>
  );
}

/** The same bars across the width of an explanation. */
export function BarStrip({ values }: { readonly values: readonly number[] }) {
  return (
    <svg className={css.strip} viewBox="0 0 318 44" preserveAspectRatio="none" aria-hidden="true">
      {barsOf(values, 318, 44, 1.5).map((bar, index) => (
        <rect
          key={index}
          x={bar.x}
          y={44 - bar.height}
          width={bar.width}
          height={bar.height}
          className={css.bar}
        />
      ))}
    </svg>
  );
}

/** A month without turnover keeps a mark of one pixel, so that its place is seen. */
function barsOf(values: readonly number[], width: number, height: number, gap: number): Bar[] {
  const largest = Math.max(1e-9, ...values);
  const step = width / Math.max(1, values.length);
  return values.map((value, index) => ({
    x: index * step,
    width: Math.max(1, step - gap),
    height: Math.max(1, (Math.max(0, value) / largest) * height),
  }));
}
