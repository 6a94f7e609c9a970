import { useSyncExternalStore } from 'react';

const wide = matchMedia('(min-width: 1200px)');

function listen(changed: () => void): () => void {
  wide.addEventListener('change', changed);
  return () => wide.removeEventListener('change', changed);
}

/** Whether there is room for a detail beside its list; otherwise it opens over it. */
export function useWide(): boolean {
  return useSyncExternalStore(listen, () => wide.matches);
}
