'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { useCallback, useMemo } from 'react';
import type { Brush, BrushedStretch } from '@/components/charts/brush.tsx';

/** The brush of a run's page. It stands in the address, so that a stretch can be shared. */
export function useBrushed(elapsedSeconds: number): Brush {
  const path = usePathname();
  const query = useSearchParams();
  const from = secondIn(query.get('from'));
  const to = secondIn(query.get('to'));
  const select = useCallback(
    (chosen: BrushedStretch | null) => {
      const address = chosen ? `${path}?from=${chosen.from}&to=${chosen.to}` : path;
      window.history.replaceState(null, '', address);
    },
    [path],
  );
  const end = to === null ? null : Math.min(to, elapsedSeconds);
  return useMemo(
    () => ({ stretch: from !== null && end !== null && from < end ? { from, to: end } : null, select }),
    [from, end, select],
  );
}

const secondIn = (text: string | null): number | null =>
  text && /^\d{1,8}$/.test(text) ? Number(text) : null;
