import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import css from './drill.module.css';

/** A figure whose rows open in the panel at the right; stands in a table without moving it. */
export function Drill({ children, label, isOpen = false, onOpen }: DrillProps) {
  return (
    <button
      type="button"
      className={classes(css.drill, isOpen && css.open)}
      aria-label={label}
      aria-expanded={isOpen}
      onClick={onOpen}
    >
      {children}
    </button>
  );
}

export interface DrillProps {
  readonly children: ReactNode;
  /** Whose figure of what, when the words around do not say it. */
  readonly label?: string;
  readonly isOpen?: boolean;
  readonly onOpen: () => void;
}
