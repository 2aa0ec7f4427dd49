'use client';

import Link from 'next/link';
import { useBaselines } from '@/components/api/baselines.ts';
import { useRuns } from '@/components/api/runs.ts';
import { compareAddressOf } from '@/components/compare/compare-address.ts';
import { offeredRuns } from '@/components/compare/offered-runs.ts';
import { Dialog } from '@/components/ui/dialog.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { ErrorState } from '@/components/ui/error-state.tsx';
import { Loading } from '@/components/ui/skeleton.tsx';
import type { RunListItem } from '@/lib/api/contract.ts';
import { RunLine } from './run-line.tsx';

const OFFERED = 100;

/** Offers the other ended runs of the same plan, the pinned baselines first. */
export function CompareWith({ run, onClose }: { run: RunListItem; onClose: () => void }) {
  const { data, error, refetch } = useRuns({ planId: run.plan.id, status: 'finished', limit: OFFERED });
  const baselines = useBaselines(run.plan.id);
  const others = data && !baselines.isPending ? offeredRuns(run, data.runs, baselines.data ?? []) : undefined;
  const isPinned = ({ id }: RunListItem) => baselines.data?.some((one) => one.run.id === id) ?? false;
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title="Compare with"
      description={`Another run of ${run.plan.name}. What is pinned is the baseline, else the older run.`}
    >
      {others === undefined ? (
        error ? (
          <ErrorState title="The runs could not be loaded" error={error} onRetry={refetch} />
        ) : (
          <Loading what="Fetching the other runs of this plan…" />
        )
      ) : others.length === 0 ? (
        <EmptyState title="This plan has run only once">
          Run it again, for example against another release, and compare the two.
        </EmptyState>
      ) : (
        <ul className="-mx-2 flex flex-col">
          {others.map(({ run: other, isPinned: isBaseline }) => (
            <li key={other.id}>
              <Link
                href={compareAddressOf(run, other, isPinned)}
                className="block rounded-md px-2 py-2 hover:bg-surface-2"
              >
                <RunLine run={other} isPinned={isBaseline} />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}
