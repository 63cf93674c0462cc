// How the import is to be done: consent to replace, to overwrite, and under which name the mapping is remembered.

import { useState } from 'react';
import type { Draft } from '../draft.ts';

export interface Order {
  readonly replaceChanged: boolean;
  readonly overwrite: boolean;
  readonly isRemembered: boolean;
  readonly name: string;
  set(change: Partial<Pick<Order, 'replaceChanged' | 'overwrite' | 'isRemembered' | 'name'>>): void;
  body(shape: string | undefined): {
    replaceChanged: boolean;
    overwrite: boolean;
    saveAs?: string;
    shape?: string;
  };
}

export function useOrder(draft: Draft): Order {
  const [chosen, setChosen] = useState<{
    replaceChanged: boolean;
    overwrite: boolean;
    isRemembered: boolean;
    name: string | undefined;
  }>({
    replaceChanged: false,
    overwrite: false,
    isRemembered: true,
    name: undefined,
  });
  const name =
    chosen.name ??
    draft.saved ??
    (draft.files[0]?.fileName ?? '').replace(/(?:\.(?:csv|txt|tsv|xlsx|gz))+$/i, '');
  return {
    ...chosen,
    name,
    set: (change) => setChosen({ ...chosen, ...change }),
    body: (shape) => ({
      replaceChanged: chosen.replaceChanged,
      overwrite: chosen.overwrite,
      ...(chosen.isRemembered && name.trim() !== ''
        ? { saveAs: name.trim().slice(0, 200), ...(shape === undefined ? {} : { shape }) }
        : {}),
    }),
  };
}
