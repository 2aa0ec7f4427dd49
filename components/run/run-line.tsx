import { Pin } from 'lucide-react';
import { Badge } from '@/components/ui/badge.tsx';
import { Figure } from '@/components/ui/figure.tsx';
import { TimeStamp } from '@/components/ui/time-stamp.tsx';
import { VerdictBadge } from '@/components/ui/verdict-badge.tsx';
import type { RunListItem } from '@/lib/api/contract.ts';

/** A run in two lines, for lists to choose from. */
export function RunLine({ run, isPinned = false }: { run: RunListItem; isPinned?: boolean }) {
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
      <span className="flex shrink-0 items-center gap-1.5">
        {isPinned ? (
          <Badge tone="accent">
            <Pin aria-hidden />
            baseline
          </Badge>
        ) : null}
        <VerdictBadge verdict={run.verdict} status={run.status} />
      </span>
    </span>
  );
}
