'use client';

import { useSyncExternalStore } from 'react';

const KEY = 'rehearsal-name';
const NOBODY = 'Somebody';
const listeners = new Set<() => void>();

function read(): string {
  try {
    return localStorage.getItem(KEY) || NOBODY;
  } catch {
    return NOBODY;
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}

/** What the person at this browser is called in notes, steering and among those who watch. */
export const useOwnName = (): string => useSyncExternalStore(subscribe, read, () => NOBODY);

export function setOwnName(name: string): void {
  try {
    localStorage.setItem(KEY, name.trim().slice(0, 60));
  } catch {
    // A browser that keeps nothing: the name holds as long as nobody asks again.
  }
  for (const listener of listeners) listener();
}
