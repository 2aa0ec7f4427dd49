import { LatencyHistogram } from '../histogram/latency-histogram.ts';
import { stageStarts } from '../load/stage-starts.ts';
import type { ScenarioAct } from '../load/steering/acts.ts';
import { steeredPlan } from '../load/steering/steered-plan.ts';
import { checkNamesOf } from '../plan/check-name.ts';
import type { Environment } from '../plan/environment.ts';
import type { Plan } from '../plan/plan.ts';
import { ScriptRunTally } from '../script/summary/script-run-tally.ts';
import {
  createThresholdBoard,
  type ThresholdBoard,
  type ThresholdState,
} from '../thresholds/threshold-board.ts';
import { ConsoleTally } from './console-lines.ts';
import { countedPart } from './counted.ts';
import type { EndReason, EngineEvent } from './engine.ts';
import { FailureGroups } from './failure-groups.ts';
import { GeneratorTally } from './generator-tally.ts';
import { PartTallies } from './part-tallies.ts';
import { RemoteTally } from './remote-tally.ts';
import { pointOf } from './run-point.ts';
import { type Series, seriesOf } from './series.ts';
import { SeriesTally } from './series-tally.ts';
import type { ErrorSample, Snapshot } from './snapshot.ts';
import { StreamTally } from './stream-tally.ts';
import type { CheckFigures } from './summary.ts';
import { Trend } from './trend.ts';
import type { RunPoint } from './view.ts';
import { thresholdStates } from './warm-up/threshold-states.ts';
import { WarmUp } from './warm-up/warm-up.ts';

export { summaryOf, viewOf } from './run-figures.ts';

/** Errors that are kept to be shown. */
const MAX_ERRORS = 50;

/** All that is known of a run so far. Made by `initialState`, changed by `reduce` alone, read through `viewOf` and `summaryOf`. */
export type RunState = {
  readonly plan: Plan;
  /** Those of the plan, and behind them those that the run announced. */
  readonly series: Series[];
  /** How it was steered so far. */
  readonly acts: ScenarioAct[];
  /** When scenarios that wait for others started, by scenario; null: not yet, or with the run. */
  readonly startedMs: (number | null)[];
  /** Milliseconds since 1970; null before the start. */
  startedAt: number | null;
  /** What setup() of a script gave, as JSON; null when it gave nothing. */
  setupData: string | null;
  workers: number;
  /** null while it runs. */
  end: EndReason | null;
  /** Milliseconds from start to end; null while it runs. */
  durationMs: number | null;
  /** One for each second, from 0, without gaps. */
  readonly points: RunPoint[];
  readonly seriesTallies: SeriesTally[];
  /** By series; null of those that are not sessions. */
  readonly streamTallies: (StreamTally | null)[];
  /** The course of each series. */
  readonly trends: Trend[];
  /** Of scenarios and groups. */
  readonly parts: PartTallies;
  /** Response time of all requests. */
  readonly responseTime: LatencyHistogram;
  readonly checks: Map<string, CheckFigures>;
  /** The latest first. */
  readonly errors: ErrorSample[];
  readonly counts: {
    iterations: number;
    interruptedIterations: number;
    failedIterations: number;
    droppedIterations: number;
    maxVus: number;
  };
  readonly remotes: RemoteTally;
  readonly failures: FailureGroups;
  readonly generator: GeneratorTally;
  /** What the verdict leaves out of the start, and what is left then. */
  readonly warmUp: WarmUp;
  /** Over the whole run. */
  readonly board: ThresholdBoard;
  /** As of the last second. */
  thresholds: ThresholdState[];
  readonly console: ConsoleTally;
  /** Of a run that has a script. */
  readonly script: ScriptRunTally | null;
  /** Used again every second. */
  readonly scratch: LatencyHistogram;
};

/** A run that has not started. */
export function initialState(plan: Plan, environment: Pick<Environment, 'maxRequestsPerSecond'>): RunState {
  const series = seriesOf(plan);
  const acts: ScenarioAct[] = [];
  const startedMs: (number | null)[] = plan.scenarios.map(() => null);
  const board = createThresholdBoard(plan, () =>
    stageStarts(plan.scenarios, acts, startedMs).map(({ atMs }) => atMs),
  );
  return {
    plan,
    series,
    acts,
    startedMs,
    startedAt: null,
    setupData: null,
    workers: 0,
    end: null,
    durationMs: null,
    points: [],
    seriesTallies: series.map((one) => new SeriesTally(one)),
    streamTallies: series.map(streamTallyOf),
    trends: series.map(() => new Trend()),
    parts: new PartTallies(
      series,
      plan.scenarios.map(({ name }) => name),
    ),
    responseTime: new LatencyHistogram(),
    checks: new Map([...checkNamesOf(plan)].map((name) => [name, { name, passed: 0, failed: 0 }])),
    errors: [],
    counts: { iterations: 0, interruptedIterations: 0, failedIterations: 0, droppedIterations: 0, maxVus: 0 },
    remotes: new RemoteTally(),
    failures: new FailureGroups(series),
    generator: new GeneratorTally(environment.maxRequestsPerSecond),
    warmUp: new WarmUp(plan, series),
    board,
    thresholds: board.states(0),
    console: new ConsoleTally(),
    script: plan.script ? new ScriptRunTally(plan) : null,
    scratch: new LatencyHistogram(),
  };
}

/**
 * The only way a run's state changes, live and when its record is read again. The state is changed in place, since
 * copying its histograms every second would cost more than the run itself, and given back. A second costs the same
 * however many went before.
 */
export function reduce(state: RunState, event: EngineEvent): RunState {
  switch (event.type) {
    case 'started':
      state.startedAt = event.startedAt;
      state.setupData = event.setupData ?? null;
      state.workers = event.workers;
      return state;
    case 'scenario-started':
      state.startedMs[event.scenario] = event.atMs;
      return state;
    case 'steered':
      state.acts.push(...event.acts);
      state.warmUp.follow(steeredPlan(state.plan, state.acts));
      return state;
    case 'said':
      state.console.add(event);
      return state;
    case 'series':
      state.series.push(...event.series);
      state.seriesTallies.push(...event.series.map((one) => new SeriesTally(one)));
      state.trends.push(...event.series.map(() => new Trend()));
      state.streamTallies.push(...event.series.map(streamTallyOf));
      return state;
    case 'snapshot':
      addSecond(state, event.snapshot);
      return state;
    case 'finished':
      state.end = event.reason;
      state.warmUp.end(state.points, event.reason);
      state.thresholds = thresholdStates(state.board, state.warmUp, lengthOf(state, event), true);
      state.durationMs = Math.round(event.durationMs ?? state.points.length * 1000);
      return state;
  }
}

/** Seconds that rates of thresholds refer to. Those of a script are k6's, to the end of its load. */
const lengthOf = ({ plan, points }: RunState, { durationMs }: { durationMs?: number }): number =>
  plan.script && durationMs !== undefined ? durationMs / 1000 : points.length;

const streamTallyOf = ({ stream }: Series) => (stream === undefined ? null : new StreamTally(stream));

function addSecond(state: RunState, whole: Snapshot): void {
  for (const one of whole.series) {
    state.trends[one.series]?.add(whole.second, one.count);
    state.seriesTallies[one.series]?.add(one);
    state.streamTallies[one.series]?.add(one);
  }
  state.parts.add(whole);
  state.script?.add(whole, state.series);
  const snapshot = countedPart(whole, state.series);
  const requests = snapshot.series.filter((one) => state.series[one.series]?.stream === undefined);
  const point = pointOf(snapshot, requests, state.scratch);
  state.points.push(point);
  for (const one of requests) state.responseTime.mergeEncoded(one.responseTime);
  for (const { name, passed, failed } of snapshot.checks) {
    const check = state.checks.get(name) ?? { name, passed: 0, failed: 0 };
    check.passed += passed;
    check.failed += failed;
    state.checks.set(name, check);
  }
  const { counts } = state;
  counts.maxVus = Math.max(counts.maxVus, point.vus);
  for (const one of snapshot.scenarios) {
    counts.iterations += one.iterations;
    counts.interruptedIterations += one.interruptedIterations;
    counts.failedIterations += one.failedIterations;
    counts.droppedIterations += one.droppedIterations;
  }
  for (const error of snapshot.errors) state.errors.unshift(error);
  state.errors.length = Math.min(state.errors.length, MAX_ERRORS);
  state.remotes.add(snapshot.remotes);
  state.failures.add(snapshot);
  state.generator.add(snapshot);
  state.board.add(snapshot);
  state.warmUp.add(snapshot, state.points);
  state.thresholds = thresholdStates(state.board, state.warmUp, state.points.length);
}
