'use client';

import { useBaselines } from '@/components/api/baselines.ts';
import { useRuns } from '@/components/api/runs.ts';
import { RunLine } from '@/components/run/run-line.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { ErrorState } from '@/components/ui/error-state.tsx';
import { Loading } from '@/components/ui/skeleton.tsx';
import type { RunListItem } from '@/lib/api/contract.ts';
import { offeredRuns } from './offered-runs.ts';

const OFFERED = 100;

/** Offers the ended runs of the same plan that are not among those compared, the pinned baselines first. */
export function AddRun({
  baseline,
  chosen,
  onAdd,
  onClose,
}: {
  baseline: RunListItem;
  chosen: readonly string[];
  onAdd: (id: string) => void;
  onClose: () => void;
}) {
  const { data, error, refetch } = useRuns({ planId: baseline.plan.id, status: 'finished', limit: OFFERED });
  const baselines = useBaselines(baseline.plan.id);
  const others =
    data && !baselines.isPending
      ? offeredRuns(baseline, data.runs, baselines.data ?? [], chosen).filter(({ run }) => run.figures)
      : undefined;
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title="Add a run"
      description={`Another run of ${baseline.plan.name}, measured by the same baseline.`}
    >
      {others === undefined ? (
        error ? (
          <ErrorState title="The runs could not be loaded" error={error} onRetry={refetch} />
        ) : (
          <Loading what="Fetching the other runs of this plan…" />
        )
      ) : others.length === 0 ? (
        <EmptyState title="There is no other run of this plan">
          Run it again, and it is offered here.
        </EmptyState>
      ) : (
        <ul className="-mx-2 flex flex-col">
          {others.map(({ run, isPinned }) => (
            <li key={run.id}>
              <button
                type="button"
                className="block w-full rounded-md px-2 py-2 text-left hover:bg-surface-2"
                onClick={() => {
                  onAdd(run.id);
                  onClose();
                }}
              >
                <RunLine run={run} isPinned={isPinned} />
              </button>
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}
