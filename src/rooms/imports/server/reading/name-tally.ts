// Counts the names of a preview, so that different spellings of one name can be proposed as one before anything is written.

import { groupAlike } from '../../shared/alike.ts';
import type { Plan } from '../../shared/plan.ts';
import type { FieldNames } from './task.ts';

const mostNames = 50_000;
const mostGroups = 100;

export interface NameTally {
  add(values: readonly (string | null)[]): void;
  result(): FieldNames[];
}

/** Tallies the fields that are codes, names or tax numbers; memory is bounded. */
export function tallyNames(plan: Plan): NameTally {
  const tallies = plan.fields.flatMap((field, place) => {
    const { role } = field.spec;
    return role === 'name' || role === 'code' || role === 'taxNumber'
      ? [
          {
            place,
            field: field.key,
            isName: role === 'name',
            counts: new Map<string, number>(),
            isWhole: true,
          },
        ]
      : [];
  });
  return {
    add: (values) => {
      for (const tally of tallies) {
        const value = values[tally.place];
        if (value === null || value === undefined) continue;
        const before = tally.counts.get(value);
        if (before !== undefined) tally.counts.set(value, before + 1);
        else if (tally.counts.size < mostNames) tally.counts.set(value, 1);
        else tally.isWhole = false;
      }
    },
    result: () =>
      tallies.map(({ field, isName, counts, isWhole }) => ({
        field,
        distinct: counts.size,
        isWhole,
        alike: isName
          ? groupAlike(counts)
              .slice(0, mostGroups)
              .map((spellings) => ({ spellings: spellings.slice(0, 20) }))
          : [],
      })),
  };
}
