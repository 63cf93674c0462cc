import { useSyncExternalStore } from 'react';

const narrow = globalThis.matchMedia('(max-width: 900px)');

/** Whether the window has the width of a phone or a narrow tablet. */
export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => narrow.matches);
}

function subscribe(onChange: () => void): () => void {
  narrow.addEventListener('change', onChange);
  return () => narrow.removeEventListener('change', onChange);
}
