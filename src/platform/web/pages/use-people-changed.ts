import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';

/** After a change of people every list and card of them is asked for anew. */
export function usePeopleChanged(): () => Promise<void> {
  const client = useQueryClient();
  return useCallback(async () => {
    const paths = ['/api/people', '/api/people/:id', '/api/roles', '/api/divisions'];
    await Promise.all(paths.map((path) => client.invalidateQueries({ queryKey: [path] })));
  }, [client]);
}
