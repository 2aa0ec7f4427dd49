'use client';

import { ArrowLeftRight } from 'lucide-react';
import Link from 'next/link';
import { Button } from '@/components/ui/button.tsx';
import { Card } from '@/components/ui/card.tsx';
import { TimeStamp } from '@/components/ui/time-stamp.tsx';
import { VerdictBadge } from '@/components/ui/verdict-badge.tsx';
import type { RunListItem } from '@/lib/api/contract.ts';
import { formatSpan } from '@/lib/format/format.ts';
import { compareAddress } from './compare-address.ts';
import type { Side } from './compare-rows.ts';
import { SIDE_LOOKS } from './side-looks.ts';

/** Which two runs stand against each other, each with its line as the charts draw it. */
export function CompareSides({
  baseline,
  candidate,
  onSwap,
}: {
  baseline: RunListItem;
  candidate: RunListItem;
  onSwap: () => void;
}) {
  return (
    <div className="grid items-center gap-2 md:grid-cols-[minmax(0,1fr)_auto_minmax(0,1fr)]">
      <SideCard side="baseline" run={baseline} changeTo={compareAddress({ candidate: candidate.id })} />
      <Button onClick={onSwap} disabled={candidate.verdict === 'invalid'} className="justify-self-center">
        <ArrowLeftRight aria-hidden />
        Swap
      </Button>
      <SideCard side="candidate" run={candidate} changeTo={compareAddress({ baseline: baseline.id })} />
    </div>
  );
}

function SideCard({ side, run, changeTo }: { side: Side; run: RunListItem; changeTo: string }) {
  const { label, colour, dash } = SIDE_LOOKS[side];
  return (
    <Card className="flex items-start justify-between gap-3 p-4" aria-label={label}>
      <div className="min-w-0">
        <p className="flex items-center gap-2 text-muted text-xs">
          <svg width="24" height="8" aria-hidden="true">
            <line
              x1="1"
              x2="23"
              y1="4"
              y2="4"
              stroke={colour}
              strokeWidth="2"
              strokeDasharray={dash}
              strokeLinecap="round"
            />
          </svg>
          {label}
        </p>
        <h2 className="mt-0.5 break-words font-semibold text-base">
          <Link href={`/runs/${run.id}`} className="hover:underline">
            {run.release ? `Release ${run.release}` : 'No release named'}
          </Link>
        </h2>
        <p className="text-muted text-sm">
          {run.plan.name}, version {run.plan.versionNumber}, on {run.environment.name}
        </p>
        <p className="text-muted text-xs">
          <TimeStamp iso={run.startedAt ?? run.createdAt} />
          {run.durationSeconds === null ? null : `, ${formatSpan(run.durationSeconds)}`}
          {run.gitCommit ? <code className="ml-1.5">{run.gitCommit.slice(0, 10)}</code> : null}
        </p>
      </div>
      <div className="flex flex-col items-end gap-2">
        <VerdictBadge verdict={run.verdict} status={run.status} />
        <Button variant="link" size="sm" asChild>
          <Link href={changeTo}>
            Change<span className="sr-only"> the {side}</span>
          </Link>
        </Button>
      </div>
    </Card>
  );
}
