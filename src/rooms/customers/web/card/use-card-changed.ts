import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';

/** After a change: everything that was fetched of customers is asked again. */
export function useCardChanged(): () => Promise<void> {
  const client = useQueryClient();
  return useCallback(
    () =>
      client.invalidateQueries({
        predicate: ({ queryKey }) => String(queryKey[0]).startsWith('/api/customers'),
      }),
    [client],
  );
}
