'use client';

import { useCallback, useSyncExternalStore } from 'react';
import { readStoredDraft } from '../document/draft-storage.ts';

/** Other tabs tell when they store something; this one draws lists anew anyway. */
function onStorage(listener: () => void): () => void {
  window.addEventListener('storage', listener);
  return () => window.removeEventListener('storage', listener);
}

/** Whether this browser keeps unsaved work on a plan. */
export function useHasDraft(planId: string): boolean {
  const read = useCallback(() => readStoredDraft(localStorage, planId) !== undefined, [planId]);
  return useSyncExternalStore(onStorage, read, () => false);
}
