// Ids of the edges inside: a malformed one is answered like a missing record.

import { refuse } from './errors.ts';

/** The number of an id, or the refusal of a missing record. */
export function idOf(kind: { read(text: string): number | undefined }, text: string): number {
  const id = kind.read(text);
  if (id === undefined) throw refuse('not_found');
  return id;
}
