/** Where nobody signed in is sent; after signing in he comes back to where he wanted to be. */
export function signInAddress(from: string): string {
  return from === '/' || from.startsWith('/sign-in')
    ? '/sign-in'
    : `/sign-in?next=${encodeURIComponent(from)}`;
}

/** The place to come back to: only a path of this program, never another site. */
export function nextAddress(next: string | undefined): string {
  return next !== undefined && /^\/(?![/\\])/.test(next) ? next : '/';
}
