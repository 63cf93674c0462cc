import { useCallback } from 'react';
import { useTexts } from '#platform/web/lib/texts.tsx';
import type { Kind } from './draft.ts';

/** The name of a field on the screen; a parameter is called by its own name. */
export function useFieldWords(kind: Kind | undefined): (field: string) => string {
  const { tryText } = useTexts();
  return useCallback(
    (key) => {
      const field = kind?.fields.find((one) =>
        one.open ? key.startsWith(one.key) && key !== one.key : one.key === key,
      );
      if (!field) return key;
      return field.open ? key.slice(field.key.length) : (tryText(field.label) ?? key);
    },
    [kind, tryText],
  );
}
