'use client';

import { useEffect } from 'react';
import { onRunsChanged } from './live-socket.ts';

/** Calls back whenever lists of runs are stale. `changed` must be stable. */
export function useRunsChanged(changed: () => void): void {
  useEffect(() => onRunsChanged(changed), [changed]);
}
