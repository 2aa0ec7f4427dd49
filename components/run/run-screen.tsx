'use client';

import { useRunSamples, useRunWindow } from '@/components/api/runs.ts';
import { BrushContext } from '@/components/charts/brush.tsx';
import { PlannedLoad } from '@/components/charts/planned-load.tsx';
import { RunCharts } from '@/components/charts/run-charts.tsx';
import { useLiveRun } from '@/components/live/use-live-run.ts';
import type { RunDetail } from '@/lib/api/contract.ts';
import { formatMs } from '@/lib/format/format.ts';
import { CheckList } from './check-list.tsx';
import { FailureList } from './failure-list.tsx';
import { headline, p95LimitMs } from './headline.ts';
import { KeyFigures } from './key-figures.tsx';
import { RemoteList } from './remote-list.tsx';
import { RequestTable } from './request-table.tsx';
import { RunHeader } from './run-header.tsx';
import { RunHeadline } from './run-headline.tsx';
import { RunProgress } from './run-progress.tsx';
import { SetupList } from './setup-list.tsx';
import { SlowList } from './slow-list.tsx';
import { StreamTable } from './stream-table.tsx';
import { StretchBar } from './stretch-bar.tsx';
import { ThresholdList } from './threshold-list.tsx';
import { useBrushed } from './use-brushed.ts';
import { useFreshRun } from './use-fresh-run.ts';
import { WarmUpNote } from './warm-up-note.tsx';

/** The answer in words, then its evidence. The figures follow the run second by second. */
export function RunScreen({ detail: { run, plan, view: initial } }: { detail: RunDetail }) {
  const { view: live, connection } = useLiveRun(run.id, initial);
  const view = live ?? initial;
  useFreshRun(run, view);

  const isActive = view.status === 'running' || view.status === 'stopping';
  const hasFigures = view.elapsedSeconds > 0;
  const brush = useBrushed(view.elapsedSeconds);
  const { stretch } = brush;
  const window = useRunWindow(run.id, stretch);
  const exchanges = useRunSamples(run.id, view, stretch).data?.exchanges ?? [];
  const part = stretch && window.data ? window.data : null;
  const shown = part ? { ...view, ...part, elapsedSeconds: part.to - part.from } : view;
  const limit = p95LimitMs(view.thresholds);
  return (
    <BrushContext value={brush}>
      <div className="flex flex-col gap-4">
        <RunHeader run={run} view={view} connection={connection} />
        <RunHeadline
          {...headline(view, run)}
          staleSince={connection.state === 'reconnecting' ? connection.since : null}
        />
        {isActive ? <RunProgress view={view} /> : null}
        {hasFigures || isActive ? (
          <>
            {stretch ? (
              <StretchBar
                stretch={stretch}
                error={window.error}
                isReading={window.isFetching}
                onClear={() => brush.select(null)}
              />
            ) : null}
            <KeyFigures
              view={shown}
              plan={plan}
              isActive={isActive && !part}
              scope={part ? 'this stretch' : undefined}
            />
            <WarmUpNote warmUp={view.warmUp} />
            <ThresholdList thresholds={view.thresholds} />
            <RunCharts
              run={{ ...view, isActive }}
              plan={plan}
              plannedSeconds={view.plannedSeconds}
              warmUp={view.warmUp.seconds}
              p95Limit={limit === null ? null : { value: limit, label: `p95 limit ${formatMs(limit)}` }}
            />
            {shown.requests.length > 0 ? <RequestTable requests={shown.requests} /> : null}
            <StreamTable streams={shown.streams} />
            <SetupList requests={shown.setupRequests} />
            <RemoteList remotes={shown.remotes} />
            <FailureList view={shown} exchanges={exchanges} />
            <div className="grid items-start gap-4 lg:grid-cols-2">
              <CheckList checks={shown.checks} />
              <SlowList exchanges={exchanges} />
            </div>
          </>
        ) : (
          <PlannedLoad plan={plan} plannedSeconds={view.plannedSeconds} />
        )}
      </div>
    </BrushContext>
  );
}
