// Saving a version: every figure that the definitions decide is asked for again.

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from '#platform/web/lib/client.ts';
import { useTexts } from '#platform/web/lib/texts.tsx';
import { useToast } from '#platform/web/ui/toast.tsx';
import type { changeDefinitionsEndpoint } from '../../shared/contract.ts';
import type { Definitions } from '../../shared/definitions.ts';
import { isFigure } from '../what-if/what-if.tsx';

export function useSaveDefinitions(version: number) {
  const { t } = useTexts();
  const client = useQueryClient();
  const toast = useToast();
  return useMutation({
    mutationFn: (definitions: Definitions) =>
      request<typeof changeDefinitionsEndpoint>('PUT', '/api/classes/definitions', {
        body: { version, definitions },
      }),
    onSuccess: async (saved) => {
      toast({ text: t('classes.what_if.saved', { version: String(saved.version) }) });
      await client.invalidateQueries({ predicate: isFigure });
    },
  });
}
