import { useCallback } from 'react';
import type { ReactNode } from 'react';
import { useAddress } from '#platform/web/lib/address.ts';
import { useTexts } from '#platform/web/lib/texts.tsx';
import { AddCondition, Chip, ConditionBar, SearchField } from '#platform/web/ui/condition-bar.tsx';
import type { FilterQuery } from '../../shared/filter.ts';
import { nameOf, useDivisions, useParameters, usePeopleNames } from '../people.ts';
import { AddedCondition } from './added-condition.tsx';
import { conditionsOf } from './condition-words.ts';

export interface ListConditionsProps {
  readonly filter: FilterQuery;
  /** How the search was read when nothing held the text itself. */
  readonly search: { readonly as: 'layout' | 'similar'; readonly text: string } | undefined;
  /** What stands after the conditions. */
  readonly children?: ReactNode;
}

/** The bar of conditions: search, chips, one more condition. All of it stands in the address. */
export function ListConditions({ filter, search, children }: ListConditionsProps) {
  const texts = useTexts();
  const { t } = texts;
  const { change } = useAddress();
  const people = usePeopleNames();
  const divisions = useDivisions();
  const parameters = useParameters();
  const onSearch = useCallback(
    (text: string) => change({ q: text || undefined }, { replace: true }),
    [change],
  );
  const conditions = conditionsOf(texts, filter, {
    person: (id) => nameOf(people, id),
    division: (id) => nameOf(divisions, id),
    parameter: (key) => parameters.find((one) => one.key === key)?.name ?? key,
  });
  return (
    <ConditionBar note={search && t(`customers.search.${search.as}`, { text: search.text })}>
      <SearchField value={filter.q ?? ''} onSearch={onSearch} placeholder={t('customers.search')} />
      {conditions.map((condition) => (
        <Chip
          key={condition.key}
          field={condition.field}
          value={condition.value}
          onRemove={() => change(condition.clears)}
        />
      ))}
      <AddCondition>
        {(close) => <AddedCondition filter={filter} onAdd={change} onClose={close} />}
      </AddCondition>
      {children}
    </ConditionBar>
  );
}
