'use client';

import Link from 'next/link';
import { useFindingChanges } from '@/components/api/findings.ts';
import { useRuns } from '@/components/api/runs.ts';
import type { RunListItem } from '@/lib/api/contract.ts';
import { formatTime } from '@/lib/format/format-time.ts';
import { ChangeList } from './change-list.tsx';

/** Among so many runs the one before is looked for. */
const RUNS = 20;
/** Of a shorter run nothing can be told. */
const SHORTEST_SECONDS = 10;

/** Is it gone? What became of what was found when the plan ran the time before, in the same environment if it ever did. */
export function SinceRunBefore({ run }: { run: RunListItem }) {
  const before = useRunBefore(run);
  const { data } = useFindingChanges(before ? { baseline: before.id, candidate: run.id } : null);
  if (!before || !data || data.changes.length === 0) return null;
  return (
    <div className="border-border border-t text-sm">
      <p className="px-4 pt-2 text-muted">
        Is it gone? Since{' '}
        <Link href={`/runs/${before.id}`} className="underline">
          the run before
        </Link>
        , {before.release ? `release ${before.release}, ` : ''}
        {formatTime(before.startedAt ?? before.createdAt)}:
      </p>
      <ChangeList changes={data.changes} />
    </div>
  );
}

function useRunBefore(run: RunListItem): RunListItem | null {
  const { data } = useRuns({ planId: run.plan.id, status: 'finished', searches: 'none', limit: RUNS });
  const before = data?.runs.filter(
    ({ id, createdAt, durationSeconds }) =>
      id !== run.id && createdAt < run.createdAt && (durationSeconds ?? 0) >= SHORTEST_SECONDS,
  );
  return before?.find(({ environment }) => environment.id === run.environment.id) ?? before?.[0] ?? null;
}
