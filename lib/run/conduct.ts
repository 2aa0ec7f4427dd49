import { durationMs } from '../plan/duration.ts';
import type { Threshold } from '../plan/threshold.ts';
import { environmentOfScript } from '../script/environment-of-script.ts';
import type { SteerAnswer, SteerOrder } from '../steer/order.ts';
import type { EndReason, EngineEvent, EngineRun, RunRequest, StartRun } from './engine.ts';
import { Marks } from './marks.ts';
import type { Pilot } from './pilot.ts';
import type { RunMark } from './run-event.ts';
import { initialState, type RunState, reduce, summaryOf } from './run-state.ts';
import { startProblems } from './start-problems.ts';
import type { RunSummary } from './summary.ts';

/** Something that keeps or shows the events of a run: a record, a database, a socket. */
export type RunOutput = {
  /** Every event once, in order, with the state that it led to; the next one only after this one is done. */
  onEvent(event: EngineEvent, state: RunState): void | Promise<void>;
  /** Called once at the end, also after a failure. */
  close(): void | Promise<void>;
};

export type ConductOptions = {
  startRun: StartRun;
  request: RunRequest;
  release: string | null;
  /** Served in this order; each sees the end, and is closed, before the next one sees it. */
  outputs: readonly RunOutput[];
  /** Called after every event, in the tick in which the state is true. */
  onState?: (state: RunState) => void;
  /** What marks itself on the run's axis of time, as it happens. */
  onMark?: (mark: RunMark) => void;
  /** Steers the run; nobody else can meanwhile, except to end it. */
  pilot?: Pilot;
  /** Milliseconds since 1970. */
  now?: () => number;
};

export type RunOutcome = { state: RunState; summary: RunSummary; reason: EndReason; marks: RunMark[] };

export type ConductedRun = {
  /** As of the last event. */
  readonly state: RunState;
  /** Ends the run within a second. Idempotent; the first reason wins. */
  stop(reason: EndReason): void;
  /** Changes the load, or says why not. A graceful stop is the reason why the run ends then. */
  steer(order: SteerOrder, by: string | null): SteerAnswer;
  /** Resolves when all numbers are in and all outputs closed. Rejects only when `onState` throws at the end. */
  finished: Promise<RunOutcome>;
};

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * Runs a plan and keeps its state: folds the engine's events, ends the run where a threshold with `abortOnFail` is
 * broken, hands every event to the outputs, and judges at the end. A plan that cannot run in its environment ends as
 * `could-not-start` and no engine is started; an output that fails ends the run as `storage`.
 */
export function conductRun(options: ConductOptions): ConductedRun {
  const { outputs, release, onState, onMark, pilot, now = Date.now } = options;
  const { plan, environment } = options.request;
  const request = { ...options.request, environment: environmentOfScript(environment, plan) };
  const state = initialState(request.plan, request.environment);
  const queue = new OutputQueue(outputs, state, (detail) => stop({ kind: 'storage', detail }));
  const { promise: finished, resolve, reject } = Promise.withResolvers<RunOutcome>();
  let engine: EngineRun | undefined;
  let stopReason: EndReason | undefined;
  const watch = new Marks();
  const marks: RunMark[] = [];

  const mark = (event: EngineEvent) => {
    for (const one of watch.after(event, state)) {
      marks.push(one);
      onMark?.(one);
    }
  };

  const stop = (reason: EndReason) => {
    stopReason ??= reason;
    engine?.stop(reason);
  };

  let graceful: EndReason | undefined;
  const steer = (order: SteerOrder, by: string | null): SteerAnswer => {
    if (!engine || stopReason || state.end) return { ok: false, problem: 'The run does not go on.' };
    if (pilot && order.kind !== 'stop')
      return { ok: false, problem: `${pilot.name} steers this run. It can be stopped.` };
    const answer = engine.steer(order, by);
    if (answer.ok && order.kind === 'stop')
      graceful = { kind: 'stopped', by: 'user', gracefully: true, ...(by !== null && { who: by }) };
    return answer;
  };

  /** Carries out what the pilot wants. A stop of its own completes the run. */
  const obey = (orders: readonly SteerOrder[]) => {
    if (!pilot || !engine || stopReason || orders.length === 0) return;
    let answer: SteerAnswer | undefined;
    for (const order of orders) {
      answer = engine.steer(order, pilot.name);
      if (!answer.ok) break;
    }
    if (answer) obey(pilot.taken(answer));
  };

  const onEvent = (event: EngineEvent) => {
    if (event.type === 'finished') return void finish(event).catch(reject);
    reduce(state, event);
    mark(event);
    onState?.(state);
    queue.add(event);
    if (event.type === 'snapshot' && pilot) obey(pilot.after(event.snapshot, state.series));
    const broken = event.type === 'snapshot' && brokenThreshold(state);
    if (broken) stop(broken);
  };

  const finish = async (event: Extract<EngineEvent, { type: 'finished' }>) => {
    const endedAt = now();
    const whole = { ...event, durationMs: event.durationMs ?? reckonedDuration(state, endedAt) };
    await queue.drained();
    // A failure of the last writes is known only now; before that the engine's reason is the first one.
    if (queue.failure !== undefined && whole.reason.kind === 'completed') {
      whole.reason = { kind: 'storage', detail: queue.failure };
    }
    if (graceful && whole.reason.kind === 'completed') whole.reason = graceful;
    reduce(state, whole);
    pilot?.ended(whole.reason);
    await queue.end(whole);
    await engine?.finished;
    const reason = state.end ?? whole.reason;
    mark({ ...whole, reason });
    onState?.(state);
    resolve({ state, reason, marks, summary: summaryOf(state, { release, endedAt }) });
  };

  const refuse = (detail: string) =>
    onEvent({ type: 'finished', reason: { kind: 'could-not-start', detail }, durationMs: 0 });

  const problems = startProblems(request);
  // In a later tick, so that whoever called has the run before its first event.
  queueMicrotask(() => {
    if (stopReason) return onEvent({ type: 'finished', reason: stopReason, durationMs: 0 });
    if (problems.length > 0) return refuse(problems.join('\n'));
    try {
      engine = options.startRun(request, onEvent);
      if (stopReason) engine.stop(stopReason);
    } catch (error) {
      refuse(messageOf(error));
    }
  });
  return { state, stop, steer, finished };
}

/** The first threshold that is broken, may end the run, and has waited as long as it must. */
function brokenThreshold({ thresholds, points }: RunState): EndReason | undefined {
  const elapsedMs = points.length * 1000;
  const broken = thresholds.find(
    ({ threshold, holds }) =>
      threshold.abortOnFail && holds === false && elapsedMs >= durationMs(threshold.delayAbortEval),
  );
  return broken && reasonOf(broken.threshold);
}

function reasonOf({ metric, rule, over }: Threshold): EndReason {
  return { kind: 'threshold', metric, rule, ...(over !== undefined && { over }) };
}

/** The clock knows the length, but the end of the last processes counts in; the last second bounds it. */
function reckonedDuration({ startedAt, points }: RunState, endedAt: number): number {
  const longest = points.length * 1000;
  if (startedAt === null) return 0;
  return Math.min(longest, Math.max(longest - 1000, endedAt - startedAt));
}

/** Hands events to the outputs one after the other, off the engine's path. */
class OutputQueue {
  /** What the first output that failed said. */
  failure: string | undefined;
  private readonly outputs: readonly RunOutput[];
  private readonly state: RunState;
  private readonly onFailure: (detail: string) => void;
  private readonly failed = new Set<RunOutput>();
  private work: Promise<void> = Promise.resolve();

  constructor(outputs: readonly RunOutput[], state: RunState, onFailure: (detail: string) => void) {
    this.outputs = outputs;
    this.state = state;
    this.onFailure = onFailure;
  }

  add(event: EngineEvent): void {
    this.work = this.work.then(async () => {
      for (const output of this.outputs) await this.attempt(output, () => output.onEvent(event, this.state));
    });
  }

  /** Resolves when all events so far are handed over. */
  drained(): Promise<void> {
    return this.work;
  }

  /** The last event, then the end, for one output after the other: a later one learns of the failure of an earlier one. */
  async end(event: Extract<EngineEvent, { type: 'finished' }>): Promise<void> {
    let last = event;
    for (const output of this.outputs) {
      await this.attempt(output, () => output.onEvent(last, this.state));
      await this.attempt(output, () => output.close(), true);
      if (this.failure !== undefined && last.reason.kind === 'completed') {
        last = { ...last, reason: { kind: 'storage', detail: this.failure } };
        reduce(this.state, last);
      }
    }
  }

  private async attempt(output: RunOutput, work: () => void | Promise<void>, always = false): Promise<void> {
    if (this.failed.has(output) && !always) return;
    try {
      await work();
    } catch (error) {
      this.failed.add(output);
      this.failure ??= messageOf(error);
      this.onFailure(this.failure);
    }
  }
}
