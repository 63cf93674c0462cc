// Front door of `facts`: the columnar mirror of the rooms' published views. It may be deleted at any time.

export { mirrorService, openMirror, type Mirror, type MirrorReader } from './mirror.ts';
export { mirrorSql, readingFrom, verbatim, type MirrorSql, type MirrorValue } from './mirror-sql.ts';
export type { MirrorCheck, Parity } from './check.ts';
export type { Rebuilt } from './rebuild.ts';
export type { Refreshed } from './refresh.ts';
