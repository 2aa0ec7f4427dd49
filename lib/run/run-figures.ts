import { planLength } from '../load/plan-load.ts';
import { isOpen } from '../load/steering/course.ts';
import { steeredPlan } from '../load/steering/steered-plan.ts';
import { latencyFigures, msOf } from './latency-figures.ts';
import { MAX_POINTS } from './limits.ts';
import type { RunState } from './run-state.ts';
import { metricFigures } from './script-figures.ts';
import { perSecond, type SeriesTally } from './series-tally.ts';
import type { ErrorSample } from './snapshot.ts';
import type {
  GeneratorFigures,
  RequestFigures,
  RunSummary,
  StreamFigures,
  ThresholdFigures,
  Totals,
} from './summary.ts';
import { judge } from './verdict.ts';
import type { RunError, RunStatus, RunView, WarmUpView } from './view.ts';

/** Seconds that rates refer to: the length of the run when it has ended, whole seconds before. */
const measuredSeconds = (state: RunState): number =>
  state.durationMs === null ? state.points.length : state.durationMs / 1000;

const isoTime = (ms: number): string => new Date(ms).toISOString();

/** Seconds that are left when the warm-up is left out. */
const secondsBehindWarmUp = (state: RunState): number =>
  Math.max(0, measuredSeconds(state) - state.warmUp.seconds);

/** Counts of the whole run, latencies and rates without the warm-up. */
function requestOf(state: RunState, tally: SeriesTally, index: number): RequestFigures {
  const trend = state.trends[index]?.figures();
  const whole = { series: index, ...tally.figures(measuredSeconds(state)), ...(trend && { trend }) };
  const { measured } = state.warmUp;
  if (!measured || state.series[index]?.apart) return whole;
  const later = measured.tally(index).figures(secondsBehindWarmUp(state));
  const { requestsPerSecond, bytesReceivedPerSecond } = later;
  const { responseTimeMs, serviceTimeMs, sendDelayMs, phasesMs } = later;
  return {
    ...whole,
    ...{ requestsPerSecond, bytesReceivedPerSecond, responseTimeMs, serviceTimeMs, sendDelayMs, phasesMs },
    measured: { requests: later.count, failed: later.failed },
  };
}

function measuredTotals(state: RunState, requests: readonly RequestFigures[], count: number) {
  if (!state.warmUp.measured) return { requestsPerSecond: perSecond(count, measuredSeconds(state)) };
  const measured = { requests: 0, failed: 0 };
  for (const request of requests) {
    measured.requests += request.measured?.requests ?? 0;
    measured.failed += request.measured?.failed ?? 0;
  }
  return { requestsPerSecond: perSecond(measured.requests, secondsBehindWarmUp(state)), measured };
}

function warmUpOf({ plan, warmUp }: RunState): WarmUpView {
  const { seconds, isDecided, factor } = warmUp;
  const setting = plan.warmUp === 'auto' || plan.warmUp === 'none' ? plan.warmUp : 'set';
  return { setting, isDecided, factor, seconds };
}

function totalsOf(
  state: RunState,
  requests: readonly RequestFigures[],
  streams: readonly StreamFigures[],
): Totals {
  const sum = (of: (request: RequestFigures) => number) =>
    requests.reduce((total, request) => total + of(request), 0);
  const sumOfStreams = (of: (stream: StreamFigures) => number) =>
    streams.reduce((total, stream) => total + of(stream), 0);
  const both = (of: (figures: RequestFigures) => number) => sum(of) + sumOfStreams(of);
  const count = sum((request) => request.count);
  return {
    requests: count,
    failed: sum((request) => request.failed),
    interrupted: sum((request) => request.interrupted),
    refused: both((figures) => figures.refused),
    ...state.counts,
    ...measuredTotals(state, requests, count),
    bytesReceived: both((figures) => figures.bytesReceived),
    bytesSent: both((figures) => figures.bytesSent),
    bytesDecoded: sum((request) => request.bytesDecoded),
    connections: both((figures) => figures.connections),
    sessions: sumOfStreams((stream) => stream.count),
    failedSessions: sumOfStreams((stream) => stream.failed),
    interruptedSessions: sumOfStreams((stream) => stream.interrupted),
    messagesReceived: sumOfStreams((stream) => stream.messagesReceived),
    messagesSent: sumOfStreams((stream) => stream.messagesSent),
    responseTimeMs: latencyFigures((state.warmUp.measured ?? state).responseTime),
  };
}

function generatorOf(state: RunState, { requests, interrupted }: Totals): GeneratorFigures {
  const reasons = state.generator.reasons();
  const sent = requests + interrupted;
  return {
    cpuMicrosecondsPerRequest: sent === 0 ? 0 : Math.round((state.generator.cpuUs / sent) * 10) / 10,
    maxEventLoopDelayMs: msOf(state.generator.maxEventLoopDelayUs),
    workers: state.workers,
    valid: reasons.length === 0,
    reasons,
  };
}

/** Thresholds as they stand. While the figures cannot be trusted none is decided. */
function thresholdsOf(state: RunState, { valid }: GeneratorFigures): ThresholdFigures[] {
  return state.thresholds.map(({ threshold: { metric, rule, over }, value, holds, now }) => ({
    metric,
    rule,
    value,
    passed: valid ? holds : null,
    ...(over !== undefined && over !== 'run' && { over, now }),
  }));
}

const errorOf = (state: RunState, { series, ...error }: ErrorSample): RunError => ({
  ...error,
  request: series === null ? null : (state.series[series]?.name ?? null),
});

function figuresOf(state: RunState) {
  const all = state.seriesTallies.map((tally, index) => requestOf(state, tally, index));
  const counted = all.map((figures, index) => (state.series[index]?.apart ? null : figures));
  const requests = counted.flatMap((figures, index) =>
    figures && !state.streamTallies[index] ? [figures] : [],
  );
  const streams = counted.flatMap((figures, index) => {
    const tally = state.streamTallies[index];
    return figures && tally ? [tally.figures(figures, state.warmUp.measured?.stream(index) ?? tally)] : [];
  });
  const totals = totalsOf(state, requests, streams);
  const generator = generatorOf(state, totals);
  const seconds = measuredSeconds(state);
  const { measured } = state.warmUp;
  const behind = measured ? secondsBehindWarmUp(state) : seconds;
  return {
    totals,
    requests,
    scenarios: state.parts.scenarioFigures(seconds, measured?.parts ?? state.parts, behind),
    groups: state.parts.groupFigures(seconds, measured?.parts ?? state.parts, behind),
    streams,
    setupRequests: all.filter((_, index) => state.series[index]?.apart),
    checks: [...state.checks.values()].map((check) => ({ ...check })),
    remotes: state.remotes.figures(),
    thresholds: thresholdsOf(state, generator),
    metrics: state.script ? metricFigures(state.script.metrics, measuredSeconds(state)) : [],
    console: state.console.figures(),
    generator,
    acts: [...state.acts],
    startedMs: [...state.startedMs],
  };
}

function statusOf({ end, startedAt }: RunState): RunStatus {
  if (end) return 'finished';
  return startedAt === null ? 'starting' : 'running';
}

export type ViewOptions = {
  id: string;
  /** Only points of later seconds; -1 (or nothing) for all. */
  afterSecond?: number;
  /** What the state cannot know: that the run is queued or stopping. */
  status?: RunStatus;
};

/** What pages show of the run as it is now. The same while it runs and when its record is read again. */
export function viewOf(state: RunState, { id, afterSecond = -1, status }: ViewOptions): RunView {
  const judgement = state.end && judge(state, state.end);
  const lengthMs = isOpen(state.plan, state.acts) ? null : planLength(steeredPlan(state.plan, state.acts));
  const tooEarly = state.points.length - MAX_POINTS;
  const pointsFrom = tooEarly > afterSecond + 1 ? tooEarly : 0;
  return {
    id,
    status: status ?? statusOf(state),
    verdict: judgement?.verdict ?? null,
    endReason: judgement?.endReason ?? null,
    startedAt: state.startedAt === null ? null : isoTime(state.startedAt),
    elapsedSeconds: state.points.length,
    plannedSeconds: lengthMs === null ? null : lengthMs / 1000,
    warmUp: warmUpOf(state),
    ...figuresOf(state),
    failures: state.failures.figures(),
    errors: state.errors.map((error) => errorOf(state, error)),
    // Seconds are without gaps from 0, so a second is its own index.
    pointsFrom,
    points: state.points.slice(Math.max(pointsFrom, afterSecond + 1)),
  };
}

export type SummaryOptions = {
  release: string | null;
  /** Milliseconds since 1970: stands for the start of a run that ended before it started. */
  endedAt?: number;
};

/** The figures of a run that has ended, as `--out` writes them. Throws while it goes on. */
export function summaryOf(state: RunState, { release, endedAt = 0 }: SummaryOptions): RunSummary {
  if (!state.end) throw new Error('A run that goes on has no summary');
  return {
    schema: 1,
    plan: state.plan.name,
    release,
    ...judge(state, state.end),
    startedAt: isoTime(state.startedAt ?? endedAt),
    durationSeconds: measuredSeconds(state),
    warmUpSeconds: state.warmUp.seconds,
    warmUpFactor: state.warmUp.factor,
    ...figuresOf(state),
    failures: state.failures.summary(),
    script: state.script?.figures(state.thresholds, measuredSeconds(state)),
  };
}
