import type { ReplyOf } from '#platform/shared/endpoint.ts';
import type { showImport } from '../../shared/contract.ts';

export type Run = ReplyOf<typeof showImport>;

export function isActive(run: Pick<Run, 'state'>): boolean {
  return run.state === 'waiting' || run.state === 'reading' || run.state === 'publishing';
}

/** More is to come: the file of rejected rows is written a moment after the rows that came in. */
export function isUnsettled(
  run: Pick<Run, 'state' | 'hasRejects' | 'counts' | 'publishedAt'>,
  now = Date.now(),
): boolean {
  const isFresh = run.publishedAt !== undefined && now - Date.parse(run.publishedAt) < 60_000;
  return isActive(run) || (isFresh && !run.hasRejects && (run.counts?.rejected ?? 0) > 0);
}

export interface Blocker {
  readonly entity: string;
  readonly id: string;
  readonly why: string;
  readonly name: string;
}

/** 'customer cus_42 changed_later Лакомка, кафе' as the server tells what stands on an import. */
export function readBlocker(text: string): Blocker {
  const [entity = '', id = '', why = '', ...name] = text.split(' ');
  return { entity, id, why, name: name.join(' ') };
}

/** Where the record of a blocker is looked at. */
export function addressOfBlocker(blocker: Blocker): string | undefined {
  return blocker.entity === 'customer' ? `/customers/${blocker.id}` : undefined;
}
