import type { ComponentType } from 'react';

interface IconProps {
  readonly size?: number | string;
  readonly stroke?: number | string;
  readonly className?: string;
  readonly 'aria-hidden'?: boolean | 'true' | 'false';
}

/** An outline icon of the Tabler set. */
export type IconComponent = ComponentType<IconProps>;

/** The one way to draw an icon: 16 px at stroke 1.5, never alone without a word or a name. */
export function Icon({
  of: Drawn,
  size = 16,
  className,
}: {
  readonly of: IconComponent;
  readonly size?: number;
  readonly className?: string | undefined;
}) {
  return (
    <Drawn size={size} stroke={1.5} aria-hidden="true" {...(className === undefined ? {} : { className })} />
  );
}
