// The slot in which rooms register the kinds of rows that they take. The imports know no room: they stage, the room checks and publishes, set-based.

import type { Resource } from '#platform/shared/endpoint.ts';
import type { Ctx } from '#platform/server/ctx.ts';
import { serviceKey } from '#platform/server/services.ts';
import type { Services } from '#platform/server/services.ts';
import type { KindSpec } from '../shared/kinds.ts';
import type { RowProblem } from './reading/task.ts';

export interface PublishRun {
  readonly importId: number;
  readonly source: string;
  /** Replace lines that differ from those imported before; without it they are counted and left. */
  readonly replaceChanged: boolean;
  /** Overwrite filled fields of customers and products; without it only empty ones are filled. */
  readonly overwrite: boolean;
}

export interface PublishCounts {
  /** Rows that were written: new, filled or replaced. */
  readonly imported: number;
  /** Rows that say what is known already. */
  readonly unchanged: number;
  /** Rows that differ from what is known and were left for want of consent. */
  readonly changed: number;
  /** Distinct records among the rows that came in, whether new or known. */
  readonly customers: number;
  readonly products: number;
  readonly settlements: number;
  /** Records that did not exist before. */
  readonly created: Readonly<Record<string, number>>;
  /** First and last day of what came in, where the rows carry days. */
  readonly firstDay?: string | undefined;
  readonly lastDay?: string | undefined;
  /** The first of the changed rows, for people to judge. */
  readonly differences?: readonly Difference[] | undefined;
}

/** A row of the file that differs from what is known. */
export interface Difference {
  readonly line: number;
  /** What a person calls it: document, customer, product. */
  readonly record: string;
  /** Values as plain decimals and days. */
  readonly fields: readonly { readonly field: string; readonly before: string; readonly after: string }[];
}

export interface Published {
  readonly counts: PublishCounts;
  /** Rows that only the database could find wrong (an ambiguous name, say). They are not among the imported. */
  readonly problems: readonly RowProblem[];
}

/** A record on which later work stands, so that the import that made it cannot be undone. */
export interface UndoBlocker {
  readonly entity: string;
  readonly id: string;
  readonly name: string;
  /** Text key suffix: imports.blocker.<why> */
  readonly why: string;
}

export interface ImportKind {
  readonly spec: KindSpec;
  /** Who may import such rows must have this right in the scope of all. */
  readonly resource: Resource;
  /** Staging table, schema and name; its columns are those of `stagedColumn`, with row_no, problem and problem_column. */
  readonly staging: string;
  /** Functions of the room's schema that truncate and analyse its staging. */
  readonly clear: string;
  readonly analyze: string;
  /** Publishes what is staged, in the transaction of ctx: all of it or nothing. */
  publish(ctx: Ctx, run: PublishRun): Promise<Published>;
  /** Takes back what a run wrote, in the transaction of ctx; answers what stands in the way, and then nothing was done. */
  undo(ctx: Ctx, importId: number): Promise<readonly UndoBlocker[]>;
}

const kindsKey = serviceKey<Map<string, ImportKind>>('imports.kinds');

/** Called by rooms at start. */
export function registerImportKind(services: Services, kind: ImportKind): void {
  if (!services.has(kindsKey)) services.set(kindsKey, new Map());
  services.get(kindsKey).set(kind.spec.kind, kind);
}

export function listImportKinds(services: Services): ImportKind[] {
  return services.has(kindsKey) ? [...services.get(kindsKey).values()] : [];
}

export function findImportKind(services: Services, kind: string): ImportKind | undefined {
  return listImportKinds(services).find((candidate) => candidate.spec.kind === kind);
}
