'use client';

import { useMemo } from 'react';
import { useRuns } from '@/components/api/runs.ts';
import type { RunListItem } from '@/lib/api/contract.ts';

const CANDIDATES = 20;

/** What a run is measured against unless somebody says otherwise: the last run of its plan before it that passed, in the same environment if there is one. */
export function useBaseline(run: RunListItem): RunListItem | null {
  const { data } = useRuns({ planId: run.plan.id, verdict: 'passed', searches: 'none', limit: CANDIDATES });
  return useMemo(() => {
    const before = data?.runs.filter(({ createdAt, id }) => id !== run.id && createdAt < run.createdAt) ?? [];
    return before.find(({ environment }) => environment.id === run.environment.id) ?? before[0] ?? null;
  }, [data, run]);
}
