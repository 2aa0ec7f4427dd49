'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import { queryKeys } from '@/components/api/query-keys.ts';
import { useRunsChanged } from '@/components/live/use-runs-changed.ts';
import type { RunListItem } from '@/lib/api/contract.ts';
import type { RunView } from '@/lib/run/view.ts';

/**
 * The socket brings figures; what lists know of a run (what it waits for, when it ended) comes by HTTP, whenever the
 * two have come apart.
 */
export function useFreshRun(run: RunListItem, view: RunView): void {
  const client = useQueryClient();
  const refetch = useCallback(() => {
    void client.invalidateQueries({ queryKey: queryKeys.run(run.id), exact: true });
  }, [client, run.id]);

  const isBehind = run.status !== view.status;
  useEffect(() => {
    if (isBehind) refetch();
  }, [isBehind, refetch]);

  const mayChange = isBehind || view.status === 'queued';
  useRunsChanged(
    useCallback(() => {
      if (mayChange) refetch();
    }, [mayChange, refetch]),
  );
}
