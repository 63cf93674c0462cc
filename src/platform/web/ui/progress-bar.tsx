import { useTexts } from '../lib/texts.tsx';
import { Button } from './button.tsx';
import css from './progress-bar.module.css';

export interface ProgressBarProps {
  readonly label: string;
  readonly done: number;
  /** Unknown while the work is still counting what there is. */
  readonly total?: number | undefined;
  /** What stands at the right instead of the bare figures: bytes, say. */
  readonly count?: string | undefined;
  readonly secondsLeft?: number | undefined;
  readonly onCancel?: (() => void) | undefined;
  readonly isCancelling?: boolean;
}

/** Work of more than two seconds: rows done, time left, a way to stop it. */
export function ProgressBar({
  label,
  done,
  total,
  count,
  secondsLeft,
  onCancel,
  isCancelling = false,
}: ProgressBarProps) {
  const { t, formats } = useTexts();
  const share = total === undefined || total === 0 ? undefined : Math.min(1, done / total);
  const figures =
    count ??
    (total === undefined
      ? formats.int(done)
      : t('ui.progress.of', { done: formats.int(done), total: formats.int(total) }));
  return (
    <div className={css.progress}>
      <div className={css.line}>
        <span>{label}</span>
        <span className={css.count}>{figures}</span>
      </div>
      <div
        className={css.track}
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        {...(share === undefined ? {} : { 'aria-valuenow': Math.round(share * 100) })}
      >
        <div
          className={share === undefined ? css.unknown : css.bar}
          style={share === undefined ? undefined : { width: `${share * 100}%` }}
        />
      </div>
      <div className={css.line}>
        <span className={css.left}>
          {secondsLeft === undefined ? '' : t('ui.progress.left', { count: Math.ceil(secondsLeft) })}
        </span>
        {onCancel && (
          <Button kind="quiet" busy={isCancelling} onClick={onCancel}>
            {t('ui.progress.cancel')}
          </Button>
        )}
      </div>
    </div>
  );
}
