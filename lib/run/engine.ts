import type { ScenarioAct } from '../load/steering/acts.ts';
import type { Environment } from '../plan/environment.ts';
import type { Plan } from '../plan/plan.ts';
import type { SteerAnswer, SteerOrder } from '../steer/order.ts';
import type { ConsoleLine } from './console-lines.ts';
import type { Series } from './series.ts';
import type { PastIteration } from './single-iteration.ts';
import type { Snapshot } from './snapshot.ts';

/** Why a run ended. `completed` is the only one after which a run can pass. */
export type EndReason =
  | { kind: 'completed' }
  /** `who`, when they gave a name. */
  | {
      kind: 'stopped';
      by: 'user' | 'signal' | 'kill-switch' | 'server-stop' | 'dead-mans-switch';
      who?: string;
      gracefully?: true;
    }
  | { kind: 'threshold'; metric: string; rule: string; over?: string }
  /** `timedOut`: what took longer than it may. */
  /** The target was not well; `detail` says which check found what. */
  | { kind: 'unhealthy'; detail: string }
  | { kind: 'script-error'; detail: string; timedOut?: 'setup' | 'teardown' }
  /** The script ended the run: `exec.test.abort()`. */
  | { kind: 'script-abort'; detail: string }
  /** It completed, and the script marked it as failed: `exec.test.fail()`. */
  | { kind: 'script-failed'; detail: string }
  | { kind: 'worker-crashed'; detail: string }
  | { kind: 'could-not-start'; detail: string }
  | { kind: 'storage'; detail: string }
  | { kind: 'server-lost' };

/** All that the engine needs to know to execute a plan. */
export type RunRequest = {
  plan: Plan;
  /** Resolved: what the run may do. `plan.environment` is not looked at any more. */
  environment: Environment;
  /** Usable as `{{name}}`; redacted in every sample and message. */
  secrets: Record<string, string>;
  /** Where all random choices of the plan begin; by chance when left out. Scripts have numbers of their own. */
  seed?: number;
  /** Load workers; as many as cores and connections demand when left out. */
  workers?: number;
  /** Of a `singleIterationPlan`: it is performed as this iteration was, and every exchange is kept whole. */
  once?: PastIteration;
  /** What a load worker may take that runs a script; the usual when left out. */
  scriptLimits?: Partial<ScriptLimits>;
};

/** Bounds of one process that runs a script. */
export type ScriptLimits = {
  /** Memory of all that the script makes, MB: its objects and its buffers. */
  memoryMb: number;
  /** How long it may compute without a pause, ms. */
  busyMs: number;
};

export type EngineEvent =
  /** `setupData` is what setup() of a script gave, as JSON. */
  | { type: 'started'; startedAt: number; workers: number; setupData?: string }
  /** Further series, behind all that were known; before the first second that names them. */
  | { type: 'series'; series: Series[] }
  /** A script said something. */
  | ({ type: 'said' } & ConsoleLine)
  /** A scenario that waited for another starts, at `atMs` since the start of the run. */
  | { type: 'scenario-started'; scenario: number; atMs: number }
  /** The load is changed, by a person or for none; `text` says how. */
  | { type: 'steered'; atMs: number; acts: ScenarioAct[]; text: string; by: string | null }
  /** One merged second; every second from 0 to the last arrives once, in order, also the empty ones. */
  | { type: 'snapshot'; snapshot: Snapshot }
  /** After the last snapshot: all numbers are in. Always the last event, always sent once. */
  | {
      type: 'finished';
      reason: EndReason;
      /** Milliseconds from the start to the end of the load; reckoned from the clock when left out. */
      durationMs?: number;
    };

export type EngineRun = {
  /**
   * Ends the load now: iterations in progress are interrupted, within one second. The plan's teardown follows, bounded
   * by its timeout, unless the kill switch or the end of the server was the reason; either cuts off a teardown in
   * progress. Idempotent; the first reason wins.
   */
  stop(reason: EndReason): void;
  /** Changes the load from a moment on that is still to come, in all load workers at once. */
  steer(order: SteerOrder, by: string | null): SteerAnswer;
  /** Resolves with the reason once all numbers are in and no process is left. Never rejects. */
  finished: Promise<EndReason>;
};

/** Starts a run. Implemented by `runner/`; injected where `lib` needs it, since `lib` knows no processes. */
export type StartRun = (request: RunRequest, onEvent: (event: EngineEvent) => void) => EngineRun;
