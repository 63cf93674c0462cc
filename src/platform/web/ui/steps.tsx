import { IconCheck } from '@tabler/icons-react';
import { classes } from './classes.ts';
import { Icon } from './icon.tsx';
import css from './steps.module.css';

/** The steps of a wizard: done, here, to come. */
export function Steps({
  steps,
  current,
  label,
}: {
  readonly steps: readonly string[];
  readonly current: number;
  readonly label: string;
}) {
  return (
    // It scrolls sideways on a phone, so the keyboard must reach it.
    <ol className={css.steps} aria-label={label} tabIndex={0}>
      {steps.map((step, index) => (
        <li
          key={step}
          className={classes(index < current && css.done, index === current && css.here)}
          aria-current={index === current ? 'step' : undefined}
        >
          <span className={css.mark}>{index < current ? <Icon of={IconCheck} size={12} /> : index + 1}</span>
          {step}
        </li>
      ))}
    </ol>
  );
}
