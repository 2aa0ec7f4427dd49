'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { queryKeys } from '@/components/api/query-keys.ts';
import { useRunsChanged } from '@/components/live/use-runs-changed.ts';

/** Keeps lists of runs and the kill switch up to date as the server reports changes. */
export function FreshLists() {
  const client = useQueryClient();
  useRunsChanged(
    useCallback(() => {
      void client.invalidateQueries({ queryKey: queryKeys.runLists() });
      void client.invalidateQueries({ queryKey: queryKeys.plans(), exact: true });
    }, [client]),
  );
  return null;
}
