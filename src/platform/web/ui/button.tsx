import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import css from './button.module.css';
import { classes } from './classes.ts';
import { Icon } from './icon.tsx';
import type { IconComponent } from './icon.tsx';
import { AppLink } from './link.tsx';
import { Keys } from './keys.tsx';

/** `filled` once per view; `plain` is the rest; `quiet` for lesser actions; `danger` destroys. */
export type ButtonKind = 'filled' | 'plain' | 'quiet' | 'danger';

interface Look {
  readonly kind?: ButtonKind;
  readonly icon?: IconComponent | undefined;
  /** Printed on the button: 'ctrl+enter'. Pressing it is the registry's work. */
  readonly shortcut?: string | undefined;
  readonly children?: ReactNode;
}

export interface ButtonProps extends Look, Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'> {
  /** Shows that the work is on its way and takes no second press. */
  readonly busy?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
}

export function Button({
  kind = 'plain',
  icon,
  shortcut,
  busy = false,
  children,
  className,
  disabled,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      disabled={disabled === true || busy}
      aria-busy={busy || undefined}
      className={classes(
        css.button,
        css[kind],
        children === undefined && css.square,
        busy && css.busy,
        className,
      )}
    >
      <Inside icon={icon} shortcut={shortcut}>
        {children}
      </Inside>
    </button>
  );
}

export interface ButtonLinkProps extends Look {
  readonly to: string;
  readonly className?: string;
  readonly 'aria-label'?: string;
  /** A file of the server rather than a page. */
  readonly download?: boolean;
}

/** Looks like a button, goes to an address. */
export function ButtonLink({
  kind = 'plain',
  icon,
  shortcut,
  children,
  className,
  to,
  download = false,
  ...rest
}: ButtonLinkProps) {
  const name = classes(css.button, css[kind], children === undefined && css.square, className);
  const inside = (
    <Inside icon={icon} shortcut={shortcut}>
      {children}
    </Inside>
  );
  if (download) {
    return (
      <a href={to} download className={name} {...rest}>
        {inside}
      </a>
    );
  }
  return (
    <AppLink to={to} className={name} {...rest}>
      {inside}
    </AppLink>
  );
}

function Inside({ icon, shortcut, children }: Look) {
  return (
    <>
      {icon && <Icon of={icon} />}
      {children}
      {shortcut !== undefined && <Keys of={shortcut} />}
    </>
  );
}
