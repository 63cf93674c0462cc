// Names of employees and divisions for choosing and for chips: small lists that rarely change.

import { useQuery } from '@tanstack/react-query';
import type { listPeopleNames } from '#platform/shared/contracts/people.ts';
import type { listDivisions } from '#platform/shared/contracts/roles.ts';
import { query } from '#platform/web/lib/queries.ts';
import { mayDo, useSession } from '#platform/web/lib/session.ts';
import type { listParameters } from '../shared/parameter-contract.ts';

export interface Named {
  readonly id: string;
  readonly name: string;
}

export function usePeopleNames(): readonly Named[] {
  const enabled = mayDo(useSession(), { resource: 'peopleNames', action: 'read' });
  const { data } = useQuery({
    ...query<typeof listPeopleNames>('/api/people/names', { query: { limit: 200 } }),
    enabled,
    staleTime: 60_000,
  });
  return data?.rows ?? [];
}

export function useDivisions(): readonly Named[] {
  const enabled = mayDo(useSession(), { resource: 'peopleNames', action: 'read' });
  const { data } = useQuery({
    ...query<typeof listDivisions>('/api/divisions', {}),
    enabled,
    staleTime: 60_000,
  });
  return data?.rows ?? [];
}

export function useParameters() {
  const { data } = useQuery({
    ...query<typeof listParameters>('/api/customer-parameters', { query: {} }),
    staleTime: 60_000,
  });
  return data?.parameters ?? [];
}

export function nameOf(all: readonly Named[], id: string): string {
  return all.find((one) => one.id === id)?.name ?? id;
}
