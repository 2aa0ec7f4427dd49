'use client';

import Link from 'next/link';
import { useSearch } from '@/components/api/capacity.ts';
import { RunFacts } from '@/components/run/run-facts.tsx';
import { StopRun } from '@/components/run/stop-run.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Card, CardHeader } from '@/components/ui/card.tsx';
import { cn } from '@/components/ui/class-names.ts';
import { ErrorState } from '@/components/ui/error-state.tsx';
import { Page, PageHeader } from '@/components/ui/page-header.tsx';
import { Loading } from '@/components/ui/skeleton.tsx';
import type { CapacityDetail } from '@/lib/api/capacity.ts';
import { areAlike } from '@/lib/capacity/trend-line.ts';
import { beyondInWords, progressInWords } from '@/lib/capacity/words.ts';
import { CapacityCharts } from './capacity-charts.tsx';
import { CapacityTrend } from './capacity-trend.tsx';
import { SearchTable } from './search-table.tsx';
import { StepTable } from './step-table.tsx';

/** A search while it goes on and afterwards: the answer in words, then the evidence. */
export function CapacityPage({ id }: { id: string }) {
  const { data, error, refetch } = useSearch(id);
  return (
    <Page wide>
      {data ? (
        <CapacityScreen search={data} />
      ) : error ? (
        <ErrorState
          title="The search could not be loaded"
          error={error}
          onRetry={refetch}
          actions={
            <Button asChild>
              <Link href="/capacity">All searches</Link>
            </Button>
          }
        />
      ) : (
        <Loading what="Fetching the search so far…" />
      )}
    </Page>
  );
}

function CapacityScreen({ search }: { search: CapacityDetail }) {
  const { run, report, earlier } = search;
  const isOver = run.status === 'finished';
  return (
    <div className="flex flex-col gap-4">
      <PageHeader
        eyebrow={
          <Link href="/capacity" className="hover:text-text hover:underline">
            Capacity
          </Link>
        }
        title={run.plan.name}
        actions={
          <>
            {isOver && report ? (
              <Button asChild size="lg">
                <a href={`/api/capacity/${run.id}/report`} download={`capacity-${run.id}.html`}>
                  Report
                </a>
              </Button>
            ) : null}
            <Button asChild size="lg">
              <Link href={`/runs/${run.id}`}>{isOver ? 'The run behind it' : 'Watch the run'}</Link>
            </Button>
            {isOver ? null : <StopRun run={run} status={run.status} />}
          </>
        }
      >
        <RunFacts run={run} startedAt={run.startedAt} />
      </PageHeader>
      <Answer search={search} />
      {report && report.steps.length > 0 ? (
        <>
          <CapacityCharts report={report} />
          <StepTable report={report} />
        </>
      ) : null}
      <CapacityTrend
        title="Capacity so far"
        searches={[search, ...earlier].filter((one) => areAlike(one, search))}
      />
      {earlier.length > 0 ? (
        <Card>
          <CardHeader title="Earlier searches" hint="Of the same plan in the same environment." />
          <SearchTable searches={earlier} isOfOne />
        </Card>
      ) : null}
    </div>
  );
}

function Answer({ search }: { search: CapacityDetail }) {
  const { run, report, change } = search;
  const sentence = report
    ? progressInWords(report)
    : run.status === 'finished'
      ? (run.endReason ?? 'It never started.')
      : (run.waitingFor ?? 'Starts in a moment.');
  return (
    <div className="rounded-lg border border-border bg-surface px-4 py-3">
      <p role="status" className="font-semibold text-lg tabular-nums">
        {sentence}
      </p>
      {report?.beyond ? <p className="mt-1 text-sm">{beyondInWords(report.beyond, report.unit)}</p> : null}
      {change ? (
        <p
          className={cn(
            'mt-1 text-sm',
            change.verdict === 'worse'
              ? 'font-medium text-fail'
              : change.verdict === 'better'
                ? 'text-ok'
                : 'text-muted',
          )}
        >
          {change.words}
        </p>
      ) : null}
      {report ? (
        <p className="mt-1 text-muted text-xs">
          Must hold: {report.thresholds.map(({ metric, rule }) => `${metric} ${rule}`).join(', ')}
        </p>
      ) : null}
    </div>
  );
}
