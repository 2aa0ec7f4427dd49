'use client';

import Link from 'next/link';
import type { ReactNode } from 'react';
import type { Connection } from '@/components/live/live-feed.ts';
import { PageHeader } from '@/components/ui/page-header.tsx';
import { VerdictBadge } from '@/components/ui/verdict-badge.tsx';
import type { RunListItem } from '@/lib/api/contract.ts';
import type { RunView } from '@/lib/run/view.ts';
import { ConnectionNote } from './connection-note.tsx';
import { RunActions } from './run-actions.tsx';
import { RunFacts } from './run-facts.tsx';
import { RunNote } from './run-note.tsx';

/** Which run this is, and what can be done with it. */
export function RunHeader({
  run,
  view,
  connection,
  bar,
}: {
  run: RunListItem;
  view: RunView;
  connection: Connection;
  /** How it is watched. */
  bar: ReactNode;
}) {
  return (
    <div className="-mb-3">
      <PageHeader
        eyebrow={
          <Link href="/runs" className="hover:text-text hover:underline">
            Runs
          </Link>
        }
        title={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            {run.plan.name}
            <VerdictBadge verdict={view.verdict} status={view.status} />
            <ConnectionNote connection={connection} />
          </span>
        }
        actions={<RunActions run={run} view={view} />}
        row={
          <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-1">
            <RunNote run={run} />
            {bar}
          </div>
        }
      >
        <RunFacts run={run} startedAt={view.startedAt} />
        {run.isSearch ? (
          <p>
            A capacity search steers this run.{' '}
            <Link href={`/capacity/${run.id}`} className="text-accent underline underline-offset-2">
              What it found
            </Link>
          </p>
        ) : null}
      </PageHeader>
    </div>
  );
}
