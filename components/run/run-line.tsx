import { Figure } from '@/components/ui/figure.tsx';
import { TimeStamp } from '@/components/ui/time-stamp.tsx';
import { VerdictBadge } from '@/components/ui/verdict-badge.tsx';
import type { RunListItem } from '@/lib/api/contract.ts';

/** A run in two lines, for lists to choose from. */
export function RunLine({ run }: { run: RunListItem }) {
  return (
    <span className="flex items-center justify-between gap-3">
      <span className="min-w-0">
        <span className="block truncate font-medium text-sm">
          {run.release ? `Release ${run.release}` : 'No release'}{' '}
          <span className="font-normal text-muted">on {run.environment.name}</span>
        </span>
        <span className="block truncate text-muted text-xs">
          <TimeStamp iso={run.startedAt ?? run.createdAt} /> · version {run.plan.versionNumber}
          {run.figures?.requests ? (
            <>
              {' '}
              · p95 <Figure kind="ms" value={run.figures.p95} />
            </>
          ) : null}
        </span>
      </span>
      <VerdictBadge verdict={run.verdict} status={run.status} />
    </span>
  );
}
