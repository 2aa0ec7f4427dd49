import type { Plan } from '../../lib/plan/plan.ts';
import type { Snapshot } from '../../lib/run/snapshot.ts';
import type { OtherWorkers } from '../protocol.ts';

/** Whether a script may ask what the whole run does: `exec.instance`. */
export function asksForOthers({ script }: Pick<Plan, 'script'>): boolean {
  if (!script) return false;
  return Object.values(script.files).some((file) => 'text' in file && /\binstance\b/.test(file.text));
}

/** What load workers do, so that each can be told of all the others. */
export class Others {
  private readonly parts: OtherWorkers[];

  constructor(workers: number) {
    this.parts = Array.from({ length: workers }, () => NOTHING);
  }

  /** A second of one worker; gives what all but that one have done so far. */
  add(worker: number, { scenarios }: Pick<Snapshot, 'scenarios'>): OtherWorkers {
    const { completed, interrupted } = this.parts[worker] ?? NOTHING;
    this.parts[worker] = scenarios.reduce(
      (sum, one) => ({
        vus: sum.vus + one.vus,
        completed: sum.completed + one.iterations + one.failedIterations,
        interrupted: sum.interrupted + one.interruptedIterations,
      }),
      { vus: 0, completed, interrupted },
    );
    return this.parts.reduce(
      (sum, part, index) =>
        index === worker
          ? sum
          : {
              vus: sum.vus + part.vus,
              completed: sum.completed + part.completed,
              interrupted: sum.interrupted + part.interrupted,
            },
      NOTHING,
    );
  }
}

const NOTHING: OtherWorkers = { vus: 0, completed: 0, interrupted: 0 };
