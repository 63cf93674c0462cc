// Addresses of rooms are data, so links take plain paths; the router still moves without a reload.

import { useRouter } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { AnchorHTMLAttributes, MouseEvent } from 'react';

export interface AppLinkProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  /** Path with search: '/customers?class=A'. */
  readonly to: string;
  /** Replaces the entry of the browser's history. */
  readonly replace?: boolean;
}

/** A link inside the program. */
export function AppLink({ to, replace = false, onClick, ...rest }: AppLinkProps) {
  const router = useRouter();
  const click = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    const isPlain =
      event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (event.defaultPrevented || !isPlain || rest.target === '_blank') return;
    event.preventDefault();
    go(router, to, replace);
  };
  return <a {...rest} href={to} onClick={click} />;
}

interface Mover {
  readonly history: { push(path: string): void; replace(path: string): void };
}

function go(router: Mover, to: string, replace: boolean): void {
  if (replace) router.history.replace(to);
  else router.history.push(to);
}

/** Goes to a path of the program from code. */
export function useGo(): (to: string, options?: { readonly replace?: boolean }) => void {
  const router = useRouter();
  return useCallback((to, options) => go(router, to, options?.replace ?? false), [router]);
}
