import type { Environment } from '../lib/plan/environment.ts';
import type { Plan } from '../lib/plan/plan.ts';
import type { Snapshot } from '../lib/run/snapshot.ts';

/**
 * Everything that the supervisor and a load worker say to each other. In this order: `prepare` → `ready` (or
 * `cannot-run`) → `begin` → `second`, `second` … → `done`; `stop` at any time after `prepare`. A worker ends itself
 * after `done`, and when the supervisor is gone.
 */
export type ToWorker =
  | {
      type: 'prepare';
      /** Index of this worker among `workers`. */
      worker: number;
      workers: number;
      plan: Plan;
      environment: Environment;
      secrets: Record<string, string>;
    }
  /** The run starts at this time of the machine's monotonic clock, nanoseconds. */
  | { type: 'begin'; atMonotonicNs: bigint }
  /** Ends at once: cuts off what is in progress, then `done`. */
  | { type: 'stop' };

export type FromWorker =
  | { type: 'ready' }
  /** Sentences about what in the plan cannot be performed. */
  | { type: 'cannot-run'; problems: string[] }
  /** One second of this worker; every second from 0 on once, in order. The last one may be shorter. */
  | { type: 'second'; snapshot: Snapshot }
  /** An error that no plan should be able to cause; `done` follows. */
  | { type: 'broken'; detail: string }
  /** All seconds were said. The load ended at `endedAtMs` since the start of the run. */
  | { type: 'done'; endedAtMs: number };
