'use client';

import { createContext, type ReactNode, useContext, useState, useSyncExternalStore } from 'react';

/**
 * The one crosshair of a page: a moment in seconds since the start of the run, or null. It lives outside of React's
 * state, so that moving it draws lines and figures again but no chart.
 */
class CrosshairStore {
  private at: number | null = null;
  private readonly listeners = new Set<() => void>();

  readonly get = (): number | null => this.at;
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  readonly set = (at: number | null): void => {
    if (at === this.at) return;
    this.at = at;
    for (const listener of this.listeners) listener();
  };
}

const CrosshairContext = createContext(new CrosshairStore());

/** All charts inside share one crosshair. */
export function CrosshairProvider({ children }: { children: ReactNode }) {
  const [store] = useState(() => new CrosshairStore());
  return <CrosshairContext value={store}>{children}</CrosshairContext>;
}

export function useCrosshair(): { at: number | null; moveTo: (at: number | null) => void } {
  const store = useContext(CrosshairContext);
  return { at: useSyncExternalStore(store.subscribe, store.get, () => null), moveTo: store.set };
}
