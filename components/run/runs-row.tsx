'use client';

import { Trash2 } from 'lucide-react';
import Link from 'next/link';
import { Checkbox } from '@/components/ui/checkbox.tsx';
import { cn } from '@/components/ui/class-names.ts';
import { Figure } from '@/components/ui/figure.tsx';
import { IconButton } from '@/components/ui/icon-button.tsx';
import { rowHover, TableCell, TableRow } from '@/components/ui/table.tsx';
import { TimeStamp } from '@/components/ui/time-stamp.tsx';
import { VerdictBadge } from '@/components/ui/verdict-badge.tsx';
import type { RunListItem } from '@/lib/api/contract.ts';
import { exact, formatSpan } from '@/lib/format/format.ts';
import { PinButton } from './pin-run.tsx';

type Props = { run: RunListItem; isChosen: boolean; onChoose: () => void; onDelete: () => void };

/** One ended run. What has no column of its own on a narrow screen stands in the second line. */
export function RunsRow({ run, isChosen, onChoose, onDelete }: Props) {
  // Where nothing was measured there is nothing to show: no time is not a time of zero.
  const figures = run.figures?.requests ? run.figures : null;
  const name = [run.plan.name, run.release && `release ${run.release}`].filter(Boolean).join(', ');
  const started = <TimeStamp iso={run.startedAt ?? run.createdAt} />;
  return (
    <TableRow className={cn(rowHover, isChosen && 'bg-accent/5')}>
      <TableCell>
        <Checkbox checked={isChosen} onCheckedChange={onChoose} aria-label={`Choose ${name} to compare`} />
      </TableCell>
      <TableCell className="min-w-40">
        <span className="float-right sm:hidden">
          <VerdictBadge verdict={run.verdict} status={run.status} />
        </span>
        <Link href={`/runs/${run.id}`} className="font-medium hover:underline">
          {run.plan.name}
        </Link>
        <div className="text-muted text-xs">
          {[
            run.release && `Release ${run.release}`,
            `version ${run.plan.versionNumber}`,
            run.gitCommit.slice(0, 10),
            run.pinned && 'pinned',
          ]
            .filter(Boolean)
            .join(' · ')}
          <span className="lg:hidden"> · {run.environment.name}</span>
        </div>
        {run.note ? <div className="line-clamp-1 max-w-md text-muted text-xs">{run.note}</div> : null}
        <div className="text-muted text-xs md:hidden">{started}</div>
        {figures ? (
          <div className="text-xs tabular-nums md:hidden">
            p95 <Figure kind="ms" value={figures.p95} /> ·{' '}
            <Figure kind="percent" value={figures.failedRate} /> failed ·{' '}
            <Figure kind="rate" value={figures.requestsPerSecond} />
          </div>
        ) : null}
      </TableCell>
      <TableCell title={run.endReason ?? undefined} className="max-sm:hidden">
        <VerdictBadge verdict={run.verdict} status={run.status} />
      </TableCell>
      <TableCell className="max-lg:hidden" title={run.environment.baseUrl}>
        {run.environment.name}
      </TableCell>
      <TableCell numeric className="max-md:hidden">
        <Figure kind="ms" value={figures?.p95} />
      </TableCell>
      <TableCell numeric className="max-md:hidden">
        <Figure kind="percent" value={figures?.failedRate} />
      </TableCell>
      <TableCell numeric className="max-md:hidden">
        <Figure kind="rate" value={figures?.requestsPerSecond} />
      </TableCell>
      <TableCell numeric className="max-lg:hidden">
        <Figure kind="count" value={run.figures?.requests} />
      </TableCell>
      <TableCell numeric className="max-lg:hidden" title={exact(run.durationSeconds, 's')}>
        {formatSpan(run.durationSeconds)}
      </TableCell>
      <TableCell className="whitespace-nowrap text-muted max-md:hidden">{started}</TableCell>
      <TableCell className="whitespace-nowrap max-sm:hidden">
        <PinButton run={run} name={name} />
        <IconButton label={`Delete ${name}`} onClick={onDelete}>
          <Trash2 aria-hidden />
        </IconButton>
      </TableCell>
    </TableRow>
  );
}
