// Spellings that a person takes as one become aliases of the mapping: the most frequent spelling stands for all.

import type { Spelling } from '../shared/alike.ts';
import { addAlias, removeAlias } from './draft.ts';
import type { Draft } from './draft.ts';

export function takeAsOne(draft: Draft, field: string, [main, ...others]: readonly Spelling[]): Draft {
  return main ? others.reduce((next, other) => addAlias(next, field, other.value, main.value), draft) : draft;
}

export function takeAllAsOne(
  draft: Draft,
  groups: readonly { readonly field: string; readonly group: readonly Spelling[] }[],
): Draft {
  return groups.reduce((next, { field, group }) => takeAsOne(next, field, group), draft);
}

export function keepApart(draft: Draft, field: string, group: readonly Spelling[]): Draft {
  return group.reduce((next, spelling) => removeAlias(next, field, spelling.value), draft);
}

/** Whether every other spelling of the group stands for its first. */
export function isOne(draft: Draft, field: string, [main, ...others]: readonly Spelling[]): boolean {
  const names = draft.aliases[field];
  return (
    main !== undefined && others.length > 0 && others.every((other) => names?.[other.value] === main.value)
  );
}
