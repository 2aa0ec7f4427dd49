'use client';

import { useCallback, useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function read(key: string, initial: boolean): boolean {
  try {
    const text = localStorage.getItem(key);
    return text === null ? initial : text === 'on';
  } catch {
    return initial;
  }
}

/** Something that is on or off in this browser, whichever page asks. */
export function useKeptSwitch(name: string, initial: boolean): [boolean, (on: boolean) => void] {
  const key = `rehearsal-${name}`;
  const on = useSyncExternalStore(
    subscribe,
    () => read(key, initial),
    () => initial,
  );
  const set = useCallback(
    (next: boolean) => {
      try {
        localStorage.setItem(key, next ? 'on' : 'off');
      } catch {
        // A browser that keeps nothing stays as it is.
      }
      for (const listener of listeners) listener();
    },
    [key],
  );
  return [on, set];
}
