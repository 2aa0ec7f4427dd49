'use client';

import { useCallback, useMemo, useState } from 'react';
import { useAskForWindow, useRunSamples, useRunWindow } from '@/components/api/runs.ts';
import { type Brush, BrushContext, type BrushedStretch } from '@/components/charts/brush.tsx';
import { ChartEvents } from '@/components/charts/event-layer.tsx';
import { freshEnd } from '@/components/charts/pieces.ts';
import { FindingLine } from '@/components/findings/finding-line.tsx';
import { FindingList } from '@/components/findings/finding-list.tsx';
import { useLiveRun } from '@/components/live/use-live-run.ts';
import { useRoom } from '@/components/live/use-room.ts';
import { loadedApart } from '@/components/ui/loaded-apart.tsx';
import { useTurns } from '@/components/ui/one-by-one.tsx';
import { Loading } from '@/components/ui/skeleton.tsx';
import { VerdictBadge } from '@/components/ui/verdict-badge.tsx';
import type { RunDetail } from '@/lib/api/contract.ts';
import { formatMs } from '@/lib/format/format.ts';
import { ChartControls } from './chart-controls.tsx';
import { CheckList } from './check-list.tsx';
import { ConsoleList } from './console-list.tsx';
import { FailureList } from './failure-list.tsx';
import { headline, p95LimitMs } from './headline.ts';
import { KeyFigures } from './key-figures.tsx';
import { MetricTable } from './metric-table.tsx';
import { MomentDialog } from './moment-dialog.tsx';
import { GroupTable, ScenarioTable } from './part-tables.tsx';
import { RemoteList } from './remote-list.tsx';
import { RequestTable } from './request-table.tsx';
import { type RunAddress, within } from './run-address.ts';
import { RunHeader } from './run-header.tsx';
import { RunHeadline } from './run-headline.tsx';
import { RunId } from './run-id.tsx';
import { RunProgress } from './run-progress.tsx';
import { SetupList } from './setup-list.tsx';
import { SlowList } from './slow-list.tsx';
import { AnnotateDialog } from './steer/annotate-dialog.tsx';
import { chartEvents } from './steer/chart-events.ts';
import { EventList } from './steer/event-list.tsx';
import { useKeptSwitch } from './steer/kept-switch.ts';
import { useOwnName } from './steer/own-name.ts';
import { SteerBar } from './steer/steer-bar.tsx';
import { useBaseline } from './steer/use-baseline.ts';
import { useBesideBaseline } from './steer/use-beside-baseline.ts';
import { useCourse } from './steer/use-course.ts';
import { useKeys } from './steer/use-keys.ts';
import { useVerdictAlert } from './steer/use-verdict-alert.ts';
import { useWall } from './steer/use-wall.ts';
import { Wall } from './steer/wall.tsx';
import { WatchBar } from './steer/watch-bar.tsx';
import { StreamTable } from './stream-table.tsx';
import { StretchBar } from './stretch-bar.tsx';
import { ThresholdList } from './threshold-list.tsx';
import { useFreshRun } from './use-fresh-run.ts';
import { useRunAddress } from './use-run-address.ts';
import { WarmUpNote } from './warm-up-note.tsx';
import { WorkerTable } from './worker-table.tsx';

const DRAWING = <Loading what="Drawing the charts…" />;
/** The figures are shown without waiting for them. */
const pictures = import('./run-pictures.ts');
const RunCharts = loadedApart(
  pictures.then((module) => module.RunCharts),
  DRAWING,
);
const ProbeCharts = loadedApart(pictures.then((module) => module.ProbeCharts));
const PlannedLoad = loadedApart(
  pictures.then((module) => module.PlannedLoad),
  DRAWING,
);

/** The answer in words, then its evidence. The figures follow the run second by second. */
export function RunScreen({ detail: { run, plan, view: initial } }: { detail: RunDetail }) {
  const { view: live, connection } = useLiveRun(run.id, initial);
  const view = live ?? initial;
  useFreshRun(run, view);

  const isActive = view.status === 'running' || view.status === 'stopping';
  const hasFigures = view.elapsedSeconds > 0;
  const { address, change } = useRunAddress();
  const { series } = address;
  const stretch = within(address.stretch, view.elapsedSeconds);
  const [isWall, setWall] = useWall();
  const [picked, setPicked] = useState<BrushedStretch | null>(null);
  const seriesText = series?.join(',');
  const ask = useAskForWindow(run.id);
  const select = useCallback(
    (chosen: BrushedStretch | null) => {
      if (chosen) ask({ ...chosen, series: seriesText });
      change({ stretch: chosen });
    },
    [ask, change, seriesText],
  );
  const brush = useBrush(stretch, select, isWall ? undefined : setPicked);
  const end = isActive ? freshEnd(view.elapsedSeconds) : view.elapsedSeconds;
  const asked = stretch ?? (series && end > 0 ? { from: 0, to: end } : null);
  const question = asked && { ...asked, series: seriesText };
  const window = useRunWindow(run.id, question);
  const isReading = question !== null && window.isFetching;
  const exchanges = useRunSamples(run.id, view, question, { waits: isReading }).data?.exchanges ?? [];
  const part = question && window.data ? window.data : null;
  const shown = part ? { ...view, ...part, elapsedSeconds: part.to - part.from } : view;
  const limit = p95LimitMs(view.thresholds);
  const room = useRoom(run.id, useOwnName());
  const { events } = room;
  const baseline = useBaseline(run);
  const beside = useBesideBaseline(run, view, baseline);
  const ghostSwitch = useKeptSwitch('ghost', true);
  const alertSwitch = useKeptSwitch('alert', false);
  useVerdictAlert(alertSwitch[0], view, run.plan.name);
  const baseSeconds = Math.floor(baseline?.durationSeconds ?? 0);
  const baselineId = baseline?.id;
  const ghost = useMemo(
    () => (baselineId && ghostSwitch[0] ? { id: baselineId, seconds: baseSeconds } : null),
    [baselineId, ghostSwitch[0], baseSeconds],
  );
  const marks = useMemo(() => chartEvents(events), [events]);
  const course = useCourse(plan, view);
  const turn = useTurns(4);
  const [noting, setNoting] = useState<number | null>(null);
  const annotate = () => {
    if (hasFigures) setNoting(isActive ? view.elapsedSeconds : (stretch?.from ?? view.elapsedSeconds));
  };
  useKeys({ m: annotate });
  const charts = (
    <ChartEvents value={marks}>
      <RunCharts
        run={{ ...view, isActive }}
        plan={course}
        plannedSeconds={view.plannedSeconds}
        warmUp={view.warmUp.seconds}
        zoom={within(address.zoom, Math.max(view.elapsedSeconds, view.plannedSeconds ?? 0))}
        stretch={stretch}
        isReading={isReading}
        shown={address}
        scale={address.scale}
        ghost={ghost}
        isWall={isWall}
        controls={
          isWall ? null : (
            <ChartControls
              address={address}
              change={change}
              requests={view.requests}
              elapsedSeconds={view.elapsedSeconds}
            />
          )
        }
        beside={(place) =>
          isWall ? null : (
            <ProbeCharts run={{ ...view, isActive }} environment={run.environment} place={place} />
          )
        }
        p95Limit={limit === null ? null : { value: limit, label: `p95 limit ${formatMs(limit)}` }}
      />
    </ChartEvents>
  );
  if (isWall && hasFigures)
    return (
      <BrushContext value={brush}>
        <Wall
          title={
            <>
              {run.plan.name} <VerdictBadge verdict={view.verdict} status={view.status} />
            </>
          }
          onLeave={() => setWall(false)}
        >
          <RunHeadline
            {...headline(view, run)}
            staleSince={connection.state === 'reconnecting' ? connection.since : null}
            beside={beside}
          />
          {isActive ? <RunProgress view={view} course={course} /> : null}
          <KeyFigures view={view} plan={course} isActive={isActive} />
          <div className="min-h-0 flex-1 overflow-hidden">{charts}</div>
        </Wall>
      </BrushContext>
    );
  return (
    <RunId value={run.id}>
      <BrushContext value={brush}>
        <div className="flex flex-col gap-4">
          <RunHeader
            run={run}
            view={view}
            connection={connection}
            bar={
              <WatchBar
                room={room}
                isOver={view.status === 'finished'}
                baseline={baseline}
                ghost={ghostSwitch}
                alert={alertSwitch}
                onWall={() => setWall(true)}
              />
            }
          />
          <RunHeadline
            {...headline(view, run)}
            staleSince={connection.state === 'reconnecting' ? connection.since : null}
            beside={beside}
          />
          {isActive ? <RunProgress view={view} course={course} /> : null}
          {isActive ? <SteerBar run={run} plan={plan} view={view} /> : null}
          {hasFigures || isActive ? (
            <>
              {asked ? (
                <StretchBar
                  stretch={asked}
                  requests={series?.length ?? null}
                  warmUp={view.warmUp.seconds}
                  error={window.error}
                  isReading={isReading && (stretch !== null || !window.data)}
                  onZoom={isZoomed(address, stretch) ? null : () => change({ zoom: stretch })}
                  onClear={() => change({ stretch: null, series: null })}
                />
              ) : null}
              <KeyFigures
                view={shown}
                plan={plan}
                isActive={isActive && !part}
                scope={part ? (stretch ? 'this stretch' : 'these requests') : undefined}
              />
              <WarmUpNote warmUp={view.warmUp} />
              <ThresholdList thresholds={view.thresholds} />
              {isActive ? null : <FindingLine runId={run.id} listId={FINDINGS} />}
              {turn > 0 ? charts : DRAWING}
              {turn > 1 ? (
                <>
                  <div id={FINDINGS} className="scroll-mt-16 empty:hidden">
                    <FindingList run={run} elapsedSeconds={view.elapsedSeconds} isActive={isActive} />
                  </div>
                  <EventList runId={run.id} events={events} onAnnotate={annotate} />
                </>
              ) : null}
              {turn > 2 && shown.requests.length > 0 ? (
                <RequestTable
                  requests={shown.requests}
                  course={view.requests}
                  seconds={view.elapsedSeconds}
                />
              ) : null}
              {turn > 3 ? (
                <>
                  <ScenarioTable scenarios={shown.scenarios} />
                  <GroupTable groups={shown.groups} />
                  <MetricTable metrics={view.metrics} />
                  <StreamTable streams={shown.streams} />
                  <SetupList requests={shown.setupRequests} />
                  <RemoteList remotes={shown.remotes} />
                  <WorkerTable
                    points={view.points}
                    stretch={part ? stretch : null}
                    merged={part?.workers ?? []}
                  />
                  <ConsoleList said={view.console} />
                  <FailureList view={shown} exchanges={exchanges} />
                  <div className="grid items-start gap-4 lg:grid-cols-2">
                    <CheckList checks={shown.checks} />
                    <SlowList exchanges={exchanges} />
                  </div>
                </>
              ) : null}
            </>
          ) : (
            <PlannedLoad plan={plan} plannedSeconds={view.plannedSeconds} />
          )}
          {picked ? (
            <MomentDialog view={view} stretch={picked} series={series} onClose={() => setPicked(null)} />
          ) : null}
          {noting === null ? null : (
            <AnnotateDialog runId={run.id} atSecond={noting} onClose={() => setNoting(null)} />
          )}
        </div>
      </BrushContext>
    </RunId>
  );
}

const FINDINGS = 'findings';

const isZoomed = ({ zoom }: RunAddress, stretch: BrushedStretch | null): boolean =>
  stretch === null || (zoom?.from === stretch.from && zoom.to === stretch.to);

/** The charts' brush, kept as long as nothing of it changes, so that charts need not be drawn again. */
function useBrush(
  stretch: BrushedStretch | null,
  select: (stretch: BrushedStretch | null) => void,
  pick: ((stretch: BrushedStretch) => void) | undefined,
): Brush {
  const { from, to } = stretch ?? {};
  return useMemo(
    () => ({
      stretch: from === undefined || to === undefined ? null : { from, to },
      select,
      pick,
    }),
    [from, to, select, pick],
  );
}
