// A draft of the definitions: changes by path, and the words of problems by field.

import type { Definitions } from '../../shared/definitions.ts';

export type Draft = Definitions;

/** The draft with one part changed. */
export function withPart<Part extends 'lifeCycle' | 'abc' | 'xyz' | 'keyCustomer'>(
  draft: Draft,
  part: Part,
  changes: Partial<Draft[Part]>,
): Draft {
  return { ...draft, [part]: { ...draft[part], ...changes } };
}

/** Paths whose values differ, such as 'abc.borderA'. */
export function changedPaths(before: Draft, after: Draft): string[] {
  return difference(before, after, '');
}

function difference(before: unknown, after: unknown, path: string): string[] {
  if (isRecord(before) && isRecord(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...keys].flatMap((key) =>
      difference(before[key], after[key], path === '' ? key : `${path}.${key}`),
    );
  }
  return before === after ? [] : [path];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
