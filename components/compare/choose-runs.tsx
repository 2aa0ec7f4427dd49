'use client';

import { GitCompareArrows } from 'lucide-react';
import Link from 'next/link';
import { useRuns } from '@/components/api/runs.ts';
import { Button } from '@/components/ui/button.tsx';
import { Card } from '@/components/ui/card.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { ErrorState } from '@/components/ui/error-state.tsx';
import { Loading } from '@/components/ui/skeleton.tsx';
import type { Chosen } from './compare-address.ts';
import { RunPicker } from './run-picker.tsx';
import { RecentSets } from './sets/recent-sets.tsx';

/** Where the comparison begins: the two runs are chosen. */
export function ChooseRuns({
  baseline,
  candidates,
  onChoose,
}: Chosen & { onChoose: (chosen: Chosen) => void }) {
  const { data, error, refetch } = useRuns({ status: 'finished', limit: 200 });
  if (!data) {
    return error ? (
      <ErrorState title="The runs could not be loaded" error={error} onRetry={refetch} />
    ) : (
      <Loading what="Fetching the runs to choose from…" />
    );
  }
  if (data.runs.length < 2) {
    return (
      <Card>
        <EmptyState
          icon={GitCompareArrows}
          title={
            data.runs.length === 0
              ? 'There is nothing to compare yet'
              : 'One more run, and there is something to compare'
          }
          actions={
            <Button variant="primary" asChild>
              <Link href="/plans">Choose a plan to run</Link>
            </Button>
          }
        >
          Run a plan against one release, then the same plan against the next.
        </EmptyState>
      </Card>
    );
  }
  const [candidate] = candidates;
  return (
    <div className="flex flex-col gap-6">
      <Card className="grid max-w-3xl gap-4 p-4 sm:grid-cols-2">
        <RunPicker
          side="baseline"
          runs={data.runs}
          value={baseline}
          not={candidates}
          onChange={(id) => onChoose({ baseline: id, candidates })}
        />
        <RunPicker
          side="candidate"
          runs={data.runs}
          value={candidate}
          not={baseline === undefined ? [] : [baseline]}
          onChange={(id) => onChoose({ baseline, candidates: [id, ...candidates.slice(1)] })}
        />
      </Card>
      <RecentSets />
    </div>
  );
}
