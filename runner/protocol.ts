import type { ScenarioAct } from '../lib/load/steering/acts.ts';
import type { Environment } from '../lib/plan/environment.ts';
import type { Plan } from '../lib/plan/plan.ts';
import type { ConsoleLine } from '../lib/run/console-lines.ts';
import type { EndReason } from '../lib/run/engine.ts';
import type { Series } from '../lib/run/series.ts';
import type { PastIteration } from '../lib/run/single-iteration.ts';
import type { Snapshot } from '../lib/run/snapshot.ts';

/**
 * Everything that the supervisor and a load worker say to each other. In this order: `prepare` → `ready` (or
 * `cannot-run`) → `begin` → `second`, `second` … → `done`; `stop` at any time after `prepare`. A worker ends itself
 * after `done`, and when the supervisor is gone.
 *
 * Before `begin`, one worker may be asked to `perform` the setup, and says `performed`. The teardown is performed by a
 * worker of its own after all others have ended, which is then stopped. During the run, `scenario-ended` of all workers
 * leads to `start-scenario` for those that wait for it, and `data-over` of one to `wind-up` in all.
 */
/** What is done once in a run, outside of its load. `summary` is what a script makes of the figures. */
export type ErrandPhase = 'setup' | 'teardown' | 'summary';
/** What the setup leaves to all VUs of all workers. */
export type SharedValues = Record<string, string>;
/** Among them, as JSON: what setup() of a script gave, what handleSummary() is given, and the files that it gives. */
export const SETUP_DATA = '$script';
export const SUMMARY_DATA = '$summary';
export const SUMMARY_FILES = '$files';
/** How long handleSummary() may take, as in k6. */
export const SUMMARY_MS = 120_000;

/** What all other workers of a run do: VUs at work, and iterations since the start. */
export type OtherWorkers = { vus: number; completed: number; interrupted: number };

export type ToWorker =
  | {
      type: 'prepare';
      /** Index of this worker among `workers`. */
      worker: number;
      workers: number;
      plan: Plan;
      environment: Environment;
      secrets: Record<string, string>;
      /** Performs its one iteration as this one was, and keeps every exchange. */
      once?: PastIteration;
      /** Where the random choices of the workers begin; by chance when left out. */
      seed?: number;
    }
  /** Does what is done once in a run. The setup gets no values. */
  | { type: 'perform'; phase: ErrandPhase; shared: SharedValues }
  /** The run starts at this time of the machine's monotonic clock, nanoseconds. */
  | { type: 'begin'; atMonotonicNs: bigint; shared: SharedValues }
  /** A scenario that waited for another starts at `atMs` since the start of the run. */
  | { type: 'start-scenario'; scenario: number; atMs: number }
  /** The load is changed; each act says when, which is still to come. */
  | { type: 'steer'; acts: ScenarioAct[] }
  /** What the others have done, once a second; only where a script may ask. */
  | { type: 'others'; others: OtherWorkers }
  /** A scenario starts nothing more; what is in progress may end within its graceful stop. */
  | { type: 'wind-up'; scenario: number }
  /** Ends at once: cuts off what is in progress, then `done`. */
  | { type: 'stop' };

export type FromWorker =
  | { type: 'ready' }
  /** Sentences about what in the plan cannot be performed. */
  | { type: 'cannot-run'; problems: string[] }
  /**
   * The setup or teardown is over; `failure` completes "it failed: …". The seconds are counted from its own start and
   * belong to no second of the run. `added` are series that this worker did not know before.
   */
  | {
      type: 'performed';
      failure: string | null;
      /** It failed because it took too long. */
      timedOut?: boolean;
      shared: SharedValues;
      snapshots: Snapshot[];
      added: Series[];
    }
  /** This worker's part of a scenario has ended, at `atMs` since the start of the run. Said when others wait for it. */
  | { type: 'scenario-ended'; scenario: number; atMs: number }
  /** A VU found no row, and the plan wants the scenario to stop then, in all workers. */
  | { type: 'data-over'; scenario: number }
  /**
   * One second of this worker; every second from 0 on once, in order. The last one may be shorter. `added` are series
   * behind those that this worker knew before.
   */
  | { type: 'second'; snapshot: Snapshot; added: Series[] }
  /** The script failed, ended the run, or marked it as failed, which does not end it. */
  | { type: 'script-ended'; reason: EndReason }
  /** A script said something. */
  | ({ type: 'said' } & ConsoleLine)
  /** An error that no plan should be able to cause; `done` follows. */
  | { type: 'broken'; detail: string }
  /** All seconds were said. The load ended at `endedAtMs` since the start of the run. */
  | { type: 'done'; endedAtMs: number };
