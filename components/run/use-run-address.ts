'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { useCallback, useMemo } from 'react';
import { type RunAddress, readAddress, writeAddress } from './run-address.ts';

/** What the page of a run shows, and how to change it. */
export function useRunAddress(): { address: RunAddress; change: (part: Partial<RunAddress>) => void } {
  const path = usePathname();
  const text = useSearchParams().toString();
  const address = useMemo(() => readAddress(new URLSearchParams(text)), [text]);
  const change = useCallback(
    (part: Partial<RunAddress>) => {
      const next = writeAddress({ ...readAddress(new URLSearchParams(window.location.search)), ...part });
      window.history.replaceState(null, '', `${path}${next}`);
    },
    [path],
  );
  return { address, change };
}
