'use client';

import Link from 'next/link';
import { useLiveFigures } from '@/components/live/use-live-run.ts';
import { Card } from '@/components/ui/card.tsx';
import { VerdictBadge } from '@/components/ui/verdict-badge.tsx';
import type { RunListItem } from '@/lib/api/contract.ts';
import { headline } from './headline.ts';
import { RunProgress } from './run-progress.tsx';
import { StopRun } from './stop-run.tsx';

/** Runs that have not ended, each followed live. */
export function ActiveRuns({ runs }: { runs: readonly RunListItem[] }) {
  if (runs.length === 0) return null;
  return (
    <section aria-label="Running now" className="grid gap-3 lg:grid-cols-2">
      {runs.toSorted(byStatus).map((run) => (
        <ActiveRun key={run.id} run={run} />
      ))}
    </section>
  );
}

/** Those with load on their target first. */
const byStatus = (a: RunListItem, b: RunListItem) =>
  Number(a.status === 'queued') - Number(b.status === 'queued');

function ActiveRun({ run }: { run: RunListItem }) {
  const { view } = useLiveFigures(run.id);
  const said = view ? headline(view, run) : null;
  return (
    <Card className="flex flex-col gap-3 p-4">
      <div className="flex items-start justify-between gap-3">
        <div className="min-w-0">
          <h2 className="flex flex-wrap items-center gap-2 font-semibold text-base">
            <Link href={`/runs/${run.id}`} className="hover:underline">
              {run.plan.name}
            </Link>
            <VerdictBadge verdict={view?.verdict ?? null} status={view?.status ?? run.status} />
          </h2>
          <p className="text-muted text-sm">
            {run.release ? `Release ${run.release} on ` : 'on '}
            {run.environment.name}
          </p>
        </div>
        <StopRun run={run} status={view?.status ?? run.status} />
      </div>
      <p className="text-sm tabular-nums">
        {said ? (
          <>
            <strong className="font-semibold">{said.word}</strong>: {said.text}
          </>
        ) : (
          <span className="text-muted">Fetching its figures…</span>
        )}
      </p>
      {view && view.status !== 'queued' && view.status !== 'finished' ? <RunProgress view={view} /> : null}
    </Card>
  );
}
