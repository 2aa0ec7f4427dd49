'use client';

import { useSyncExternalStore } from 'react';

const WALL = '#wall';

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}

/** Whether the page is shown for a big screen. It stands in the address, so that it can be shared. */
export function useWall(): [boolean, (on: boolean) => void] {
  const isOn = useSyncExternalStore(
    subscribe,
    () => window.location.hash === WALL,
    () => false,
  );
  return [isOn, (on) => (window.location.hash = on ? WALL : '')];
}
